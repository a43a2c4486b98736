package io.watchfloor.rules.match;

import io.watchfloor.contracts.Severity;
import io.watchfloor.query.Query;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.correlation.Correlation;
import io.watchfloor.rules.correlation.CorrelationPlan;
import io.watchfloor.rules.correlation.FieldValues;
import io.watchfloor.rules.window.FrequencyWindow;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule decides by. */
public sealed interface RuleLogic {

    /** The events that the rule is about: those that match, or those that it counts. */
    Query query();

    /** Every event that satisfies the query is a match. */
    record QueryLogic(Query query) implements RuleLogic {}

    /**
     * Every event that satisfies the condition is a match.
     *
     * @param query lets at least those events through
     */
    record SigmaLogic(Query query, Condition condition) implements RuleLogic {}

    /** Decides over several events, by a plan of correlations. */
    sealed interface Correlating extends RuleLogic {
        /** The correlations, of which only {@link #top} fires. */
        CorrelationPlan plan();

        /** Id of a correlation of the plan. */
        String top();

        /** For each value of a group what events call it. */
        List<String> groupFields();

        /** What fires. */
        default Correlation firing() {
            return plan().correlations().stream()
                    .filter(correlation -> correlation.rule().id().equals(top()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Values that a group did not have for some time.
     *
     * @param query the events whose values are looked at
     * @param groupBy ECS names, at least one
     * @param plan one correlation, {@link #TOP}, over the rule {@link #EVENTS}; it names fields by ECS names
     */
    record NewTermsLogic(Query query, List<String> groupBy, CorrelationPlan plan) implements Correlating {
        public static final String TOP = "new_terms";
        public static final String EVENTS = "events";

        public NewTermsLogic {
            groupBy = List.copyOf(groupBy);
        }

        @Override
        public String top() {
            return TOP;
        }

        @Override
        public List<String> groupFields() {
            return groupBy;
        }
    }

    /**
     * What the matches of other rules mean together. Those rules are part of this one and do not fire by themselves.
     *
     * @param query lets at least the events through that one of the base rules matches
     */
    record CorrelationLogic(Query query, List<BaseRule> bases, CorrelationPlan plan, String top)
            implements Correlating {
        public CorrelationLogic {
            bases = List.copyOf(bases);
        }

        /** Where the base rules agree on the field's name in events, that; else its name or alias in the rule. */
        @Override
        public List<String> groupFields() {
            return firing().rule().grouping().fields().stream()
                    .map(this::groupField)
                    .toList();
        }

        private String groupField(String name) {
            List<String> refs = firing().rule().refs();
            Set<String> found = new HashSet<>();
            for (BaseRule base : bases) {
                int ref = refs.indexOf(base.id());
                List<String> paths = ref < 0
                        ? List.of()
                        : base.paths().getOrDefault(firing().rule().grouping().fieldOf(name, ref), List.of());
                paths.stream().limit(1).forEach(found::add);
            }
            return found.size() == 1 ? found.iterator().next() : name;
        }
    }

    /**
     * A rule over single events that correlations stand on.
     *
     * @param paths by a field's name in the rule, where events have its value
     */
    record BaseRule(String id, Condition condition, Map<String, List<String>> paths) {
        public BaseRule {
            paths = Map.copyOf(paths);
        }

        /** The event in the rule's names; of several values the first. */
        public FieldValues of(FlatEvent event) {
            return field -> first(event, paths.getOrDefault(field, List.of()));
        }

        private static @Nullable String first(FlatEvent event, List<String> paths) {
            for (String path : paths) {
                List<String> values = event.values(path);
                if (!values.isEmpty()) {
                    return values.getFirst();
                }
            }
            return null;
        }
    }

    /**
     * At least {@code threshold} events of a group within {@code window}.
     *
     * @param groupBy ECS names, at least one
     */
    record FrequencyLogic(
            Query query, List<String> groupBy, Duration window, int threshold, List<FollowUpLogic> followUps)
            implements RuleLogic {
        public FrequencyLogic {
            groupBy = List.copyOf(groupBy);
            followUps = List.copyOf(followUps);
        }

        public FrequencyWindow newWindow() {
            return new FrequencyWindow(
                    window,
                    threshold,
                    followUps.stream().map(FollowUpLogic::timeAfter).toList());
        }
    }

    /**
     * Events of the group that raise the severity when they come less than {@code timeAfter} after a burst's last
     * member.
     *
     * @param action as in the rule, upper case
     * @param severity what the action raises to
     */
    record FollowUpLogic(String name, Query query, Duration timeAfter, String action, Severity severity) {}
}
