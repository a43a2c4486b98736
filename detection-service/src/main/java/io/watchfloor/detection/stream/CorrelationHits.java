package io.watchfloor.detection.stream;

import io.watchfloor.contracts.Event;
import io.watchfloor.detection.match.CorrelatingRule;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.stream.CorrelationMessage.GroupHit;
import io.watchfloor.rules.correlation.CorrelationPlan.Use;
import io.watchfloor.rules.correlation.FieldValues;
import io.watchfloor.rules.correlation.HitBytes;
import io.watchfloor.rules.correlation.ObservedEvent;
import io.watchfloor.rules.correlation.Reading;
import io.watchfloor.rules.correlation.RefHit;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import java.util.ArrayList;
import java.util.List;

/** Makes hits of an event that a base rule of correlations matched. */
final class CorrelationHits {
    private final StreamCounters counters;

    CorrelationHits(StreamCounters counters) {
        this.counters = counters;
    }

    /**
     * What was matched.
     *
     * @param base the base rule's id in the plan
     * @param values of the event in the base rule's names
     */
    record Matched(Rule rule, Correlating logic, String base, FieldValues values) {}

    /** The hits of all correlations over the base rule; what is none is counted. */
    List<GroupHit> of(Matched matched, Event event, long origin) {
        Correlating logic = matched.logic();
        CorrelatingRule rule = CorrelatingRule.of(matched.rule(), logic);
        ObservedEvent observed = new ObservedEvent(event.timestamp().toEpochMilli(), event.id(), matched.values());
        List<GroupHit> hits = new ArrayList<>();
        for (Use use : logic.plan().usesOf(matched.base())) {
            switch (logic.plan().correlations().get(use.rule()).read(use.ref(), observed)) {
                case Reading.Skipped(Reading.Reason reason) -> counters.skipped(reason);
                case Reading.Counted(String group, RefHit hit) ->
                    hits.add(new GroupHit(rule, use.rule(), group, HitBytes.write(hit), origin, event));
            }
        }
        return hits;
    }
}
