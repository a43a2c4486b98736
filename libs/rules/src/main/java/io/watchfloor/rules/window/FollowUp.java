package io.watchfloor.rules.window;

import java.util.Comparator;

/**
 * An event that escalates a burst which it follows. Ordered by time, id and index.
 *
 * @param timeMs event time, milliseconds since the epoch, UTC
 * @param index which of the rule's follow-ups it is, from 0
 */
public record FollowUp(long timeMs, String eventId, int index) implements Comparable<FollowUp> {
    private static final Comparator<FollowUp> ORDER = Comparator.comparingLong(FollowUp::timeMs)
            .thenComparing(FollowUp::eventId)
            .thenComparingInt(FollowUp::index);

    @Override
    public int compareTo(FollowUp other) {
        return ORDER.compare(this, other);
    }
}
