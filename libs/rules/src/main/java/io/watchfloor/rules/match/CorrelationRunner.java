package io.watchfloor.rules.match;

import io.watchfloor.contracts.Event;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.correlation.CorrelationMatch;
import io.watchfloor.rules.correlation.CorrelatorBounds;
import io.watchfloor.rules.correlation.CorrelatorStats;
import io.watchfloor.rules.correlation.MemoryCorrelator;
import io.watchfloor.rules.correlation.ObservedEvent;
import io.watchfloor.rules.match.RuleLogic.BaseRule;
import io.watchfloor.rules.match.RuleLogic.CorrelationLogic;
import java.util.ArrayList;
import java.util.List;

/** One correlation over stored events: what it finds live, in any order of input. Not safe for use by several threads. */
public final class CorrelationRunner {
    private final CorrelationLogic logic;
    private final MemoryCorrelator correlator;
    private final List<Base> bases;

    private record Base(BaseRule rule, Evaluator condition) {}

    public CorrelationRunner(CorrelationLogic logic, CorrelatorBounds bounds) {
        this.logic = logic;
        this.correlator = new MemoryCorrelator(logic.plan(), bounds);
        this.bases = logic.bases().stream()
                .map(base -> new Base(base, Evaluator.of(base.condition())))
                .toList();
    }

    /** Takes an event; answers the matches of the rule that are new or have grown. */
    public List<CorrelationMatch> onEvent(Event event) {
        FlatEvent flat = FlatEvent.of(event.fields());
        List<CorrelationMatch> found = new ArrayList<>();
        for (Base base : bases) {
            if (base.condition().matches(flat)) {
                ObservedEvent observed = new ObservedEvent(
                        event.timestamp().toEpochMilli(),
                        event.id(),
                        base.rule().of(flat));
                found.addAll(correlator.onEvent(base.rule().id(), observed));
            }
        }
        return firing(found);
    }

    /** Says how far event time has come; answers what was waiting for that. */
    public List<CorrelationMatch> advance(long timeMs) {
        return firing(correlator.advance(timeMs));
    }

    /** What it did and remembers. */
    public CorrelatorStats stats() {
        return correlator.stats();
    }

    private List<CorrelationMatch> firing(List<CorrelationMatch> found) {
        return found.stream()
                .filter(match -> match.ruleId().equals(logic.top()))
                .toList();
    }
}
