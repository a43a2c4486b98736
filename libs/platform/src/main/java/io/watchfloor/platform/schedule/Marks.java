package io.watchfloor.platform.schedule;

import io.watchfloor.contracts.ContractJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Marks in the events topic: the next offset of each partition, absent ones at 0. Tables keep them as JSON text. */
public final class Marks {
    private Marks() {}

    /** The mark; nothing for null. */
    public static Map<Integer, Long> read(@Nullable String text) {
        Map<Integer, Long> mark = new TreeMap<>();
        if (text != null) {
            ContractJson.read(text.getBytes(StandardCharsets.UTF_8), HashMap.class)
                    .forEach((partition, offset) ->
                            mark.put(Integer.valueOf(partition.toString()), Long.valueOf(offset.toString())));
        }
        return mark;
    }

    public static String write(Map<Integer, Long> mark) {
        return new String(ContractJson.write(new TreeMap<>(mark)), StandardCharsets.UTF_8);
    }

    /** The mark that is at most {@code size} offsets of each partition further, and not beyond {@code limit}. */
    public static Map<Integer, Long> step(Map<Integer, Long> mark, Map<Integer, Long> limit, long size) {
        Map<Integer, Long> next = new TreeMap<>(mark);
        limit.forEach((partition, end) -> {
            long from = mark.getOrDefault(partition, 0L);
            next.put(partition, Math.max(from, from + Math.clamp(end - from, 0, size)));
        });
        return next;
    }

    /** Whether nothing is left up to {@code limit}. */
    public static boolean reached(Map<Integer, Long> mark, Map<Integer, Long> limit) {
        return limit.entrySet().stream().allMatch(end -> mark.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
