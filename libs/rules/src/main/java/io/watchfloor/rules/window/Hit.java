package io.watchfloor.rules.window;

import java.util.Comparator;

/**
 * An event that a rule counts. Ordered by time, then id.
 *
 * @param timeMs event time, milliseconds since the epoch, UTC
 */
public record Hit(long timeMs, String eventId) implements Comparable<Hit> {
    private static final Comparator<Hit> ORDER =
            Comparator.comparingLong(Hit::timeMs).thenComparing(Hit::eventId);

    @Override
    public int compareTo(Hit other) {
        return ORDER.compare(this, other);
    }
}
