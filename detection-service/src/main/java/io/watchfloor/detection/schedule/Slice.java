package io.watchfloor.detection.schedule;

import io.watchfloor.contracts.ContractJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which stored events a search is about: event time in {@code (from, to]} and, unless null, places in the events topic
 * from {@code after} (included; absent partitions from 0) up to {@code upTo} (excluded).
 */
record Slice(
        Instant from,
        Instant to,
        @Nullable Map<Integer, Long> after,
        @Nullable Map<Integer, Long> upTo) {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** Everything between two marks, whenever it happened. */
    static Slice between(Map<Integer, Long> after, Map<Integer, Long> upTo) {
        return new Slice(FIRST, LAST, after, upTo);
    }

    static Slice ofTime(Instant from, Instant to) {
        return new Slice(from, to, null, null);
    }

    /** What was stored up to this slice's end, in another stretch of time. */
    Slice around(Instant newFrom, Instant newTo) {
        return new Slice(newFrom.isBefore(FIRST) ? FIRST : newFrom, newTo, null, upTo);
    }

    /** The mark that is at most {@code size} offsets of each partition further, and not beyond {@code limit}. */
    static Map<Integer, Long> step(Map<Integer, Long> mark, Map<Integer, Long> limit, long size) {
        Map<Integer, Long> next = new TreeMap<>(mark);
        limit.forEach((partition, end) -> {
            long from = mark.getOrDefault(partition, 0L);
            next.put(partition, Math.max(from, Math.min(end, from + size)));
        });
        return next;
    }

    static Map<Integer, Long> readMark(@Nullable String text) {
        Map<Integer, Long> mark = new TreeMap<>();
        if (text != null) {
            ContractJson.read(text.getBytes(StandardCharsets.UTF_8), HashMap.class)
                    .forEach((partition, offset) ->
                            mark.put(Integer.valueOf(partition.toString()), Long.valueOf(offset.toString())));
        }
        return mark;
    }

    static String writeMark(Map<Integer, Long> mark) {
        return new String(ContractJson.write(new TreeMap<>(mark)), StandardCharsets.UTF_8);
    }
}
