package io.watchfloor.rules.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.rules.SharedSigma;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaFile;
import io.watchfloor.rules.sigma.SigmaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * All rules over all labelled events by the plain evaluator: every expected pair and not one other. One event in {@code watchfloor.truth.every}
 * is taken (all with 1), but all of the regression samples.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroundTruthTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVERY = Integer.getInteger("watchfloor.truth.every", 10);
    private static final List<String> EVENTS = List.of("aws_cloudtrail", "evtx", "otrf_windows", "synthetic", "zeek");

    private RuleBook rules;

    @BeforeAll
    void compile() throws IOException {
        List<SigmaFile> files = new ArrayList<>();
        SharedSigma.rules().forEach((name, text) -> files.add(SigmaParser.parse(name, text, Placeholders.NONE)));
        rules = new RuleBook(
                Pipeline.raw(), RuleBook.RAW, SigmaCollection.of(files).rules());
    }

    @Test
    void labelledEventsMatchTheExpectedRulesAndNoOthers() throws IOException {
        Tally tally = new Tally();
        for (String name : EVENTS) {
            int[] line = {0};
            SharedSigma.lines("events/" + name + ".jsonl.gz", text -> {
                if (line[0]++ % EVERY == 0) {
                    tally.check(LabelledEvent.read(text), rules);
                }
            });
        }
        assertThat(tally.differences).isEmpty();
        assertThat(tally.events).isGreaterThan(40_000 / EVERY);
        assertThat(tally.pairs).isGreaterThan(8_000 / EVERY);
    }

    /** A sample of several events names its rule at each of them; {@code own_rule_matches} says which one the rule is about. */
    @Test
    void regressionSamplesMatchTheRulesTheyWereMadeForFlatAndAsRecorded() throws IOException {
        Tally tally = new Tally();
        int[] own = {0};
        SharedSigma.lines("regression/regression.jsonl", text -> {
            LabelledEvent flat = LabelledEvent.read(text);
            JsonNode sample = json(text);
            FlatEvent raw = FlatEvent.of(WindowsRecord.flat(sample.get("raw")))
                    .withLabels(Map.of("logsource.product", "windows"));
            tally.check(flat, rules);
            tally.check(new LabelledEvent(flat.eid() + " as recorded", raw, flat.expected()), rules);
            if (sample.get("own_rule_matches").asBoolean()) {
                sample.get("rule_ids")
                        .forEach(id ->
                                assertThat(rules.matches(raw)).as(flat.eid()).contains(id.asText()));
                own[0]++;
            }
        });
        assertThat(tally.differences).isEmpty();
        assertThat(own[0]).isGreaterThan(100);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Tally {
        private final List<String> differences = new ArrayList<>();
        private int events;
        private int pairs;

        void check(LabelledEvent event, RuleBook rules) {
            TreeSet<String> expected = new TreeSet<>(event.expected());
            TreeSet<String> found = new TreeSet<>(rules.matches(event.event()));
            events++;
            pairs += expected.size();
            if (!found.equals(expected)) {
                TreeSet<String> missing = new TreeSet<>(expected);
                missing.removeAll(found);
                found.removeAll(expected);
                differences.add(event.eid() + " misses " + missing + " and has " + found + " too many");
            }
        }
    }
}
