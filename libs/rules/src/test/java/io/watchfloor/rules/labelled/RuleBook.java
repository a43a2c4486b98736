package io.watchfloor.rules.labelled;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.SigmaRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules evaluated one after the other by their plain meaning. Those whose log source cannot be the event's are left out by asking once for each
 * combination of the fields that show it.
 */
final class RuleBook {
    /** What shows the log source of raw events. */
    static final List<String> RAW = List.of(
            "logsource.product", "logsource.category", "logsource.service", "Channel", "EventID", "OperationType");

    /** What shows the log source of Windows events of the product. */
    static final List<String> ECS =
            List.of("winlog.channel", "winlog.event_id", "winlog.provider_name", "winlog.event_data.OperationType");

    private final List<String> keys;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<List<List<String>>, List<Entry>> bySource = new HashMap<>();

    RuleBook(Pipeline pipeline, List<String> keys, List<SigmaRule> rules) {
        this.keys = keys;
        for (SigmaRule rule : rules) {
            Condition source =
                    pipeline.apply(rule.withCondition(Condition.TRUE)).condition();
            entries.add(new Entry(
                    rule.id(),
                    Evaluator.of(source),
                    Evaluator.of(pipeline.apply(rule).condition())));
        }
    }

    /** Ids of the rules that match. */
    List<String> matches(FlatEvent event) {
        List<List<String>> key = keys.stream().map(event::values).toList();
        return bySource
                .computeIfAbsent(
                        key,
                        ignored -> entries.stream()
                                .filter(entry -> entry.source.matches(event))
                                .toList())
                .stream()
                .filter(entry -> entry.condition.matches(event))
                .map(Entry::id)
                .toList();
    }

    private record Entry(String id, Evaluator source, Evaluator condition) {}
}
