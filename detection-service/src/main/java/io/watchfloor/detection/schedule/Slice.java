package io.watchfloor.detection.schedule;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which stored events a search is about: event time in {@code (from, to]} and, unless null, places in the events topic
 * from {@code after} (included; absent partitions from 0) up to {@code upTo} (excluded; absent partitions have none).
 *
 * @param around up to where events count that are looked at for the sake of those of the slice
 */
record Slice(
        Instant from,
        Instant to,
        @Nullable Map<Integer, Long> after,
        @Nullable Map<Integer, Long> upTo,
        @Nullable Map<Integer, Long> around) {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** Everything between two marks, whenever it happened. */
    static Slice between(Map<Integer, Long> after, Map<Integer, Long> upTo) {
        return new Slice(FIRST, LAST, after, upTo, upTo);
    }

    /** The same, knowing of what was stored up to {@code horizon}. */
    Slice knowing(Map<Integer, Long> horizon) {
        return new Slice(from, to, after, upTo, horizon);
    }

    static Slice ofTime(Instant from, Instant to) {
        return new Slice(from, to, null, null, null);
    }

    /** What else counts for the slice, in another stretch of time. */
    Slice around(Instant newFrom, Instant newTo) {
        return new Slice(newFrom.isBefore(FIRST) ? FIRST : newFrom, newTo, null, around, around);
    }
}
