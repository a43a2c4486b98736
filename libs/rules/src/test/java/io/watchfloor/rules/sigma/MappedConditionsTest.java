package io.watchfloor.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.rules.SharedSigma;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.pipeline.Mapped;
import io.watchfloor.rules.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whole conditions, log source included, against those of the reference implementation behind its Sysmon and Windows pipelines. */
class MappedConditionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LABEL = "logsource.";

    @Test
    void rawConditionsAreTheReferenceImplementations() throws IOException {
        Map<String, String> texts = SharedSigma.rules();
        Pipeline raw = Pipeline.raw();
        List<String> differences = new ArrayList<>();
        int[] compared = {0};
        SharedSigma.lines("parsed/conditions.jsonl.gz", line -> {
            JsonNode expected = json(line);
            String name = expected.get("file").asText();
            SigmaRule rule = (SigmaRule) SigmaParser.parse(name, texts.get(name), Placeholders.NONE)
                    .documents()
                    .getFirst();
            String theirs = ReferenceTrees.normal(whole(expected));
            String ours = ReferenceTrees.normal(withoutLabels(raw.apply(rule).condition()));
            compared[0]++;
            if (!ours.equals(theirs)) {
                differences.add(name + "\n  theirs " + theirs + "\n  ours   " + ours);
            }
        });
        assertThat(differences).isEmpty();
        assertThat(compared[0]).isGreaterThan(2_000);
    }

    /** What has no channel is recognised by labels, and nothing is mapped or refused. */
    @Test
    void rawRulesThatAreNotOfWindowsNeedTheirLabels() throws IOException {
        Pipeline raw = Pipeline.raw();
        SharedSigma.rules()
                .forEach((name, text) -> SigmaParser.parse(name, text, Placeholders.NONE)
                        .documents()
                        .forEach(document -> {
                            SigmaRule rule = (SigmaRule) document;
                            Mapped mapped = raw.apply(rule.withCondition(Condition.TRUE));
                            assertThat(mapped.notes()).isEmpty();
                            if (!"windows".equals(rule.logSource().product())) {
                                assertThat(labels(mapped.condition())).isEqualTo(labels(rule.logSource()));
                            }
                        }));
    }

    @Test
    void ecsEitherMapsARuleOrSaysWhyNot() throws IOException {
        Pipeline ecs = Pipeline.ecs();
        TreeSet<String> refused = new TreeSet<>();
        SharedSigma.rules()
                .forEach((name, text) -> SigmaParser.parse(name, text, Placeholders.NONE)
                        .documents()
                        .forEach(document -> {
                            SigmaRule rule = (SigmaRule) document;
                            Mapped mapped = ecs.apply(rule);
                            if (mapped.isRejected()) {
                                assertThat(mapped.notes()).isNotEmpty();
                                refused.add(String.valueOf(rule.logSource().product()));
                            }
                        }));
        assertThat(refused)
                .doesNotContain("windows", "linux", "macos", "zeek", "aws", "cisco", "null")
                .contains("azure", "okta");
    }

    private static JsonNode whole(JsonNode expected) {
        if (!expected.has("c_audit")) {
            return expected.get("c");
        }
        ObjectNode both = JSON.createObjectNode().put("o", "or");
        both.putArray("a").add(expected.get("c")).add(expected.get("c_audit"));
        return both;
    }

    private static Condition withoutLabels(Condition condition) {
        return condition.map(predicate -> isLabel(predicate) ? Condition.TRUE : new Condition.Is(predicate));
    }

    private static boolean isLabel(Predicate predicate) {
        return !predicate.field().isAny()
                && predicate.field().paths().getFirst().startsWith(LABEL);
    }

    private static TreeSet<String> labels(Condition condition) {
        TreeSet<String> labels = new TreeSet<>();
        Condition unused = condition.map(predicate -> {
            boolean added = isLabel(predicate) && labels.add(ReferenceTrees.normal(new Condition.Is(predicate)));
            return added ? Condition.TRUE : new Condition.Is(predicate);
        });
        return labels;
    }

    private static TreeSet<String> labels(LogSource source) {
        TreeSet<String> labels = new TreeSet<>();
        add(labels, "product", source.product());
        add(labels, "category", source.category());
        add(labels, "service", source.service());
        return labels;
    }

    private static void add(TreeSet<String> labels, String part, String value) {
        if (value != null) {
            labels.add(LABEL + part + "=" + value);
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
