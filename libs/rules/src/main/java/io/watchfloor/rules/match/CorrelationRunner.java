package io.watchfloor.rules.match;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.rules.condition.Evaluator;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.correlation.CorrelationMatch;
import io.watchfloor.rules.correlation.CorrelatorBounds;
import io.watchfloor.rules.correlation.CorrelatorStats;
import io.watchfloor.rules.correlation.FieldValues;
import io.watchfloor.rules.correlation.MemoryCorrelator;
import io.watchfloor.rules.correlation.ObservedEvent;
import io.watchfloor.rules.match.RuleLogic.BaseRule;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import io.watchfloor.rules.match.RuleLogic.CorrelationLogic;
import io.watchfloor.rules.match.RuleLogic.NewTermsLogic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule over several events, over stored events: what it finds live, in any order of input. Not safe for use by several threads. */
public final class CorrelationRunner {
    private final Correlating logic;
    private final MemoryCorrelator correlator;
    private final List<Base> bases;

    /** Which events are hits, by a reference of the plan. */
    private record Base(String id, Match match) {}

    @FunctionalInterface
    private interface Match {
        /** The event's values if it matches. */
        @Nullable
        FieldValues of(Event event);
    }

    public CorrelationRunner(Correlating logic, CorrelatorBounds bounds) {
        this.logic = logic;
        this.correlator = new MemoryCorrelator(logic.plan(), bounds);
        this.bases = switch (logic) {
            case CorrelationLogic correlation ->
                correlation.bases().stream()
                        .map(base -> new Base(base.id(), ofCondition(base)))
                        .toList();
            case NewTermsLogic terms -> List.of(new Base(NewTermsLogic.EVENTS, ofQuery(terms)));
        };
    }

    private static Match ofCondition(BaseRule base) {
        Evaluator condition = Evaluator.of(base.condition());
        return event -> {
            FlatEvent flat = FlatEvent.of(event.fields());
            return condition.matches(flat) ? base.of(flat) : null;
        };
    }

    private static Match ofQuery(NewTermsLogic terms) {
        CompiledQuery query = CompiledQuery.of(terms.query());
        return event -> query.matches(Document.of(event.fields())) ? event::text : null;
    }

    /** Takes an event; answers the matches of the rule that are new or have grown. */
    public List<CorrelationMatch> onEvent(Event event) {
        List<CorrelationMatch> found = new ArrayList<>();
        for (Base base : bases) {
            FieldValues values = base.match().of(event);
            if (values != null) {
                ObservedEvent observed = new ObservedEvent(event.timestamp().toEpochMilli(), event.id(), values);
                found.addAll(correlator.onEvent(base.id(), observed));
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
