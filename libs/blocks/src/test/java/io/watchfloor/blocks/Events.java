package io.watchfloor.blocks;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events as a block must give them back. */
final class Events {
    private Events() {}

    /** By time and id, whole numbers as narrow as JSON is read. */
    static List<Map<String, Object>> expected(List<? extends Map<String, ?>> events) {
        return events.stream()
                .sorted(Comparator.<Map<String, ?>, Instant>comparing(
                                event -> Instant.parse((String) event.get("@timestamp")))
                        .thenComparing(event -> event.get("event.id") instanceof String id ? id : ""))
                .map(Events::expected)
                .toList();
    }

    private static Map<String, Object> expected(Map<String, ?> event) {
        Map<String, Object> expected = new LinkedHashMap<>();
        event.forEach((name, value) -> expected.put(name, value(value)));
        return expected;
    }

    private static Object value(Object value) {
        return switch (value) {
            case Long number when number == number.intValue() -> number.intValue();
            case List<?> list -> list.stream().map(Events::value).toList();
            default -> value;
        };
    }

    static BlockReader reader(Block block) {
        BlockReader reader = new BlockReader(Directory.read(block.directory()));
        reader.supply(block.data());
        return reader;
    }

    static List<Map<String, Object>> all(Block block) {
        return reader(block).events(rows(block.rows()));
    }

    static int[] rows(int count) {
        return IntStream.range(0, count).toArray();
    }
}
