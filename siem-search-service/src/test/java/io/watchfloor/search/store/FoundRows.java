package io.watchfloor.search.store;

import io.watchfloor.blocks.Block;
import io.watchfloor.blocks.BlockEncoder;
import io.watchfloor.blocks.BlockReader;
import io.watchfloor.blocks.Directory;
import io.watchfloor.blocks.EventRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Rows of a block as a search finds them. */
public final class FoundRows {
    private static final List<Object> VALUES = List.of(
            "",
            "plain",
            "C:\\Users\\ana \"x\"\n\u0001",
            "größe € 漢字 \u2028",
            "10.1.2.3",
            "00ff",
            0,
            Long.MIN_VALUE,
            0.25,
            true,
            List.of(),
            List.of("a\n", "ü"),
            List.of(1, false));

    /** @param id as the event has it */
    public record Row(String id, Candidates.Item item) {}

    private FoundRows() {}

    /** Each with another value. */
    public static List<Row> some() {
        List<String> ids = new ArrayList<>();
        List<Map<String, Object>> events = new ArrayList<>();
        for (Object value : VALUES) {
            String id = "0199aa00-0000-7000-8000-%012x".formatted(ids.size());
            ids.add(id);
            events.add(event(id, value));
        }
        Block block = BlockEncoder.encode(events);
        BlockReader reader = new BlockReader(Directory.read(block.directory()));
        reader.supply(block.data());
        int[] all = IntStream.range(0, VALUES.size()).toArray();
        EventRows rows = reader.eventRows(all);
        return IntStream.of(all)
                .mapToObj(row -> new Row(ids.get(row), new RowItem(UUID.fromString(ids.get(row)), rows, row)))
                .toList();
    }

    private static Map<String, Object> event(String id, Object value) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event.id", id);
        event.put("@timestamp", "2026-02-01T00:00:00.000Z");
        event.put("watchfloor.tenant", "acme");
        event.put("user.name", value);
        event.put("process.name", "sh");
        event.put("näme", value);
        return event;
    }
}
