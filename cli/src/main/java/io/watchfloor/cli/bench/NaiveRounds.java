package io.watchfloor.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.library.RuleLibrary;
import io.watchfloor.rules.sigma.LogSource;
import io.watchfloor.rules.sigma.SigmaRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a plain engine does with the same events: parses each into a map, then asks rule after rule. */
final class NaiveRounds {
    private final byte[] stream;
    private final List<Evaluator> all;
    private final Map<String, List<Evaluator>> byKind = new HashMap<>();
    private final List<SigmaRule> rules;
    private final RuleLibrary library;

    NaiveRounds(RuleLibrary library, byte[] stream) {
        this.library = library;
        this.stream = stream;
        this.rules = library.collection().rules();
        this.all = rules.stream().map(rule -> evaluator(library, rule)).toList();
    }

    private static Evaluator evaluator(RuleLibrary library, SigmaRule rule) {
        return Evaluator.of(library.mapped(rule).condition());
    }

    /** Events per CPU second when every event is asked every rule. */
    double everyRule(List<DetectInput.Line> lines) throws IOException {
        return rate(lines, event -> all);
    }

    /** Events per CPU second when an event is asked the rules that its channel and event id leave possible. */
    double rulesOfItsKind(List<DetectInput.Line> lines) throws IOException {
        for (DetectInput.Line line : lines) {
            List<Evaluator> prepared = kind(event(line));
            assert prepared != null;
        }
        return rate(lines, this::kind);
    }

    private interface Choice {
        List<Evaluator> of(FlatEvent event);
    }

    private double rate(List<DetectInput.Line> lines, Choice choice) throws IOException {
        ThreadCpu cpu = new ThreadCpu();
        long matches = 0;
        for (DetectInput.Line line : lines) {
            FlatEvent event = event(line);
            for (Evaluator rule : choice.of(event)) {
                matches += rule.matches(event) ? 1 : 0;
            }
        }
        assert matches >= 0;
        return lines.size() / cpu.seconds();
    }

    private FlatEvent event(DetectInput.Line line) throws IOException {
        JsonNode json = Api.JSON.readTree(stream, line.from(), line.to() - line.from());
        Map<String, Object> fields = new HashMap<>();
        json.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
        return FlatEvent.of(fields).withLabels(Map.of("logsource.product", "windows"));
    }

    private static Object value(JsonNode value) {
        return value.isNumber() ? value.decimalValue() : value.asText();
    }

    /** Rules whose log source an event with only these two fields could be of. */
    private List<Evaluator> kind(FlatEvent event) {
        String channel = String.join("", event.values("Channel"));
        String id = String.join("", event.values("EventID"));
        return byKind.computeIfAbsent(channel + "|" + id, key -> possible(channel, id));
    }

    private List<Evaluator> possible(String channel, String id) {
        FlatEvent kind = FlatEvent.of(Map.of("Channel", channel, "EventID", id))
                .withLabels(Map.of("logsource.product", "windows"));
        List<Evaluator> possible = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            SigmaRule rule = rules.get(i);
            LogSource source = rule.logSource();
            boolean windows = source.product() == null || source.product().equals("windows");
            if (windows && sourceMatches(rule, kind)) {
                possible.add(all.get(i));
            }
        }
        return possible;
    }

    /** The log source of the rule alone: its mapped condition with the rule's own condition always true. */
    private boolean sourceMatches(SigmaRule rule, FlatEvent kind) {
        return Evaluator.matches(library.sourceOf(rule.withCondition(Condition.TRUE)), kind);
    }
}
