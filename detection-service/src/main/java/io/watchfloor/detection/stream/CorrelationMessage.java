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
     * @param origin which message of the events led to it: the same again is a redelivery, another one a duplicate of the
     *     sender's
     * @param event null when the hit stands for matches of another correlation
     */
    record GroupHit(
            CorrelatingRule rule,
            int at,
            String group,
            byte[] hit,
            long origin,
            @Nullable Event event) {
        /** Of hits that time led to. */
        static final long NO_MESSAGE = -1;

        private static final int OFFSET_BITS = 48;

        /** The origin that a place in the events topic is. */
        static long origin(int partition, long offset) {
            return ((long) partition << OFFSET_BITS) + offset;
        }

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
