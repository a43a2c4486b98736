package io.watchfloor.rules.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.rules.SharedSigma;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rules of SigmaHQ, and their conditions as the reference implementation parses them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SigmaCorpusTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Map<String, String> texts = Map.of();
    private final Map<String, SigmaFile> files = new HashMap<>();

    @BeforeAll
    void parse() throws IOException {
        texts = SharedSigma.rules();
        texts.forEach((name, text) -> files.put(name, SigmaParser.parse(name, text, Placeholders.NONE)));
    }

    @Test
    void everyRuleParsesButThoseWhosePlaceholdersHaveNoValues() {
        Map<String, Set<String>> codes = new HashMap<>();
        files.forEach((name, file) -> {
            if (!file.problems().isEmpty()) {
                codes.put(name, file.problems().stream().map(SigmaProblem::code).collect(Collectors.toSet()));
            }
        });
        assertThat(codes).allSatisfy((name, found) -> {
            assertThat(name).startsWith("rules-placeholder/");
            assertThat(found).containsExactly("placeholder");
        });
        long expanded = texts.values().stream()
                .filter(text -> text.contains("|expand:"))
                .count();
        assertThat(codes).hasSize((int) expanded);
    }

    @Test
    void conditionsAreTheReferenceImplementations() throws IOException {
        List<String> differences = new ArrayList<>();
        int[] compared = {0};
        SharedSigma.lines("parsed/conditions.jsonl.gz", line -> {
            JsonNode expected = json(line);
            SigmaFile file = files.get(expected.get("file").asText());
            assertThat(file.documents()).as(file.name()).hasSize(1);
            SigmaRule rule = (SigmaRule) file.documents().getFirst();
            compared[0]++;
            if (!ReferenceTrees.same(expected, rule)) {
                differences.add(file.name() + "\n  " + ReferenceTrees.difference(expected, rule));
            }
        });
        assertThat(differences).isEmpty();
        assertThat(compared[0]).isGreaterThan(2_000);
    }

    @Test
    void metadataIsRead() throws IOException {
        Set<String> ids = new HashSet<>();
        SharedSigma.lines("parsed/conditions.jsonl.gz", line -> {
            JsonNode expected = json(line);
            SigmaRule rule = (SigmaRule)
                    files.get(expected.get("file").asText()).documents().getFirst();
            assertThat(rule.id()).isEqualTo(expected.get("id").asText());
            assertThat(rule.header().title()).isEqualTo(expected.get("title").asText());
            assertThat(rule.header().level().wireName())
                    .isEqualTo(expected.get("level").asText());
            assertThat(rule.logSource().product()).isEqualTo(text(expected, "product"));
            assertThat(rule.logSource().category()).isEqualTo(text(expected, "category"));
            assertThat(rule.logSource().service()).isEqualTo(text(expected, "service"));
            assertThat(rule.source().yaml()).isEqualTo(texts.get(rule.source().file()));
            ids.add(rule.id());
        });
        SigmaCollection collection = SigmaCollection.of(List.copyOf(files.values()));
        assertThat(collection.rules()).extracting(SigmaRule::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void theWholeCorpusIsParsedWellUnderThreeSeconds() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            texts.forEach((name, text) -> assertThat(
                            SigmaParser.parse(name, text, Placeholders.NONE).name())
                    .isEqualTo(name));
            best = Math.min(best, System.nanoTime() - start);
        }
        assertThat(best).isLessThan(3_000_000_000L);
    }

    private static String text(JsonNode node, String key) {
        return node.get(key).isNull() ? null : node.get(key).asText();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
