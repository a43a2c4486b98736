package io.watchfloor.search.store;

import io.watchfloor.query.TimeRange;
import java.time.Duration;

/**
 * Stretches of time, one behind the other, that cover a range: the first holds its beginning, the last its end.
 *
 * @param first beginning of the first, milliseconds since 1970 UTC
 * @param width milliseconds
 * @param count how many, at least one
 */
public record Buckets(long first, long width, int count) {
    /** A Monday, from which buckets of whole weeks begin; shorter ones begin with the hour or day. */
    private static final long ORIGIN = Duration.ofDays(4).toMillis();

    /**
     * Buckets that begin at multiples of their width.
     *
     * @param width whole seconds, at least one
     * @throws ArithmeticException when there would be too many
     */
    public static Buckets of(TimeRange range, Duration width) {
        EventTimes times = EventTimes.of(range, null);
        long millis = width.toMillis();
        long first = times.low() - Math.floorMod(times.low() - ORIGIN, millis);
        return new Buckets(first, millis, Math.toIntExact(Math.max(0, times.high() - first) / millis + 1));
    }

    /** The beginning of a bucket. */
    public long start(int bucket) {
        return first + bucket * width;
    }

    /** The bucket of a time of the range. */
    int of(long millis) {
        return (int) Math.clamp((millis - first) / width, 0, count - 1);
    }

    /** Whether two times and all between are of buckets. */
    boolean cover(long from, long to) {
        return from >= first && to < start(count);
    }

    /** Whether all that happens within one of the steps that follow each other since 1970 is of one bucket. */
    boolean areWhole(long step) {
        return width % step == 0;
    }
}
