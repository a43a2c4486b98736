package io.watchfloor.rules.match;

import io.watchfloor.contracts.Severity;
import io.watchfloor.query.Query;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.window.FrequencyWindow;
import java.time.Duration;
import java.util.List;

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
