package io.watchfloor.rules.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.LogParser;
import io.watchfloor.parsers.Receipt;
import io.watchfloor.rules.SharedSigma;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaFile;
import io.watchfloor.rules.sigma.SigmaParser;
import io.watchfloor.rules.sigma.SigmaRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Windows events as the product's parsers make them match the same rules through the ECS pipeline as raw ones do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParsedEventsTruthTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVERY = Integer.getInteger("watchfloor.truth.every", 10);
    private static final Receipt RECEIPT =
            new Receipt("acme", null, Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC, null, 0);

    private final LogParser parser = new LogParser();
    private RuleBook rules;
    private Set<String> ids;

    @BeforeAll
    void compile() throws IOException {
        List<SigmaFile> files = new ArrayList<>();
        SharedSigma.rules().forEach((name, text) -> files.add(SigmaParser.parse(name, text, Placeholders.NONE)));
        List<SigmaRule> windows = SigmaCollection.of(files).rules().stream()
                .filter(rule -> "windows".equals(rule.logSource().product()))
                .toList();
        rules = new RuleBook(Pipeline.ecs(), RuleBook.ECS, windows);
        ids = windows.stream().map(SigmaRule::id).collect(Collectors.toSet());
    }

    @Test
    void parsedEventsMatchAsRawOnes() throws IOException {
        List<String> differences = new ArrayList<>();
        int[] pairs = {0};
        for (String name : List.of("events/evtx.jsonl.gz", "events/otrf_windows.jsonl.gz")) {
            int[] line = {0};
            SharedSigma.lines(name, text -> {
                if (line[0]++ % EVERY == 0) {
                    pairs[0] += check(json(text), "event", differences);
                }
            });
        }
        SharedSigma.lines("regression/regression.jsonl", text -> pairs[0] += check(json(text), "raw", differences));
        assertThat(differences).isEmpty();
        assertThat(pairs[0]).isGreaterThan(1_000 / EVERY);
    }

    private int check(JsonNode line, String part, List<String> differences) {
        Set<String> expected = new TreeSet<>();
        line.get("expected").forEach(id -> expected.add(id.asText()));
        expected.retainAll(ids);
        Map<String, Object> body = JSON.convertValue(line.get(part), new TypeReference<>() {});
        Event event = parser.json(body, line.get(part).toString(), RECEIPT);
        Set<String> found = new TreeSet<>(rules.matches(FlatEvent.of(event.fields())));
        if (!found.equals(expected)) {
            differences.add(line.get("eid").asText() + " " + event.fields().get("winlog.channel") + " expected "
                    + expected + " found " + found);
        }
        return expected.size();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
