package io.watchfloor.detection.stream;

import io.watchfloor.contracts.Event;
import io.watchfloor.detection.match.CorrelatingRule;
import org.jspecify.annotations.Nullable;

/** What the correlations are told; one of both. */
record CorrelationMessage(CorrelationMessage.@Nullable GroupHit hit, CorrelationMessage.@Nullable Progress progress) {

    /** The key of what every partition is to hear. No tenant is empty, so no hit has it. */
    static final String TO_ALL = "|";

    /**
     * A hit on its way to its group, with all that there is to know of its rule.
     *
     * @param at which correlation of the rule's plan it is a hit of
     * @param hit as {@link io.watchfloor.rules.correlation.HitBytes}
     * @param event null when the hit stands for matches of another correlation
     */
    record GroupHit(
            CorrelatingRule rule,
            int at,
            String group,
            byte[] hit,
            @Nullable Event event) {
        String key() {
            return rule.rule().tenant() + "|" + rule.rule().ruleId() + "|" + at + "|" + group;
        }
    }

    /**
     * All events of a partition that were stored before this time have been matched, and their hits sent.
     *
     * @param partition of the events topic
     */
    record Progress(int partition, long toMs) {}

    static CorrelationMessage of(GroupHit hit) {
        return new CorrelationMessage(hit, null);
    }

    static CorrelationMessage of(Progress progress) {
        return new CorrelationMessage(null, progress);
    }
}
