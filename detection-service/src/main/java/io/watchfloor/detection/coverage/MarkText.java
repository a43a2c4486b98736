package io.watchfloor.detection.coverage;

import io.watchfloor.contracts.ContractJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mark in the events topic, the next offset of each partition, as the JSON text that tables keep. */
public final class MarkText {
    private MarkText() {}

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
}
