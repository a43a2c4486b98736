package io.watchfloor.search.store;

import io.watchfloor.parsers.EventId;
import io.watchfloor.query.TimeRange;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which event times a search still looks at, as ids have them: milliseconds since 1970 in 48 bits.
 *
 * @param low the first
 * @param high the last
 * @param before of the events at {@code high} only those with lower ids; null for all
 */
public record EventTimes(long low, long high, @Nullable UUID before) {
    private static final long LATEST = (1L << 48) - 1;

    /** Event times are whole milliseconds, so a range {@code (from, to]} begins one behind {@code from}'s. */
    public static EventTimes of(TimeRange range, @Nullable UUID before) {
        long low = of(EventId.lowest(range.from().plusMillis(1)));
        long high = of(EventId.lowest(range.to().plusMillis(1))) - 1;
        if (before == null || of(before) > high) {
            return new EventTimes(low, high, null);
        }
        boolean none = before.equals(lowestAt(of(before)));
        return none ? new EventTimes(low, of(before) - 1, null) : new EventTimes(low, of(before), before);
    }

    /** The time in an id. */
    public static long of(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    /** A time as ids have it. */
    static long clamped(long millis) {
        return Math.clamp(millis, 0, LATEST);
    }

    /** The id below which all events older than {@code millis} are, and none of that time. */
    static UUID lowestAt(long millis) {
        return EventId.lowest(Instant.ofEpochMilli(millis));
    }

    /** Only what is later than {@code millis}. */
    EventTimes after(long millis) {
        return new EventTimes(Math.max(low, millis + 1), high, before);
    }

    /** Only what is not later than {@code millis}, which is before {@code high}. */
    EventTimes until(long millis) {
        return new EventTimes(low, millis, null);
    }

    /** Whether an event of a time within, with this id, is still to come. */
    boolean holds(UUID id) {
        return before == null || compare(id, before) < 0;
    }

    /** Whether all events from one time to another are of these, whatever their ids. */
    boolean hold(long from, long to) {
        return from >= low && (before == null ? to <= high : to < high);
    }

    /** The order of ids, which is that of their texts. */
    static int compare(UUID one, UUID other) {
        int order = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return order != 0
                ? order
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
