package io.watchfloor.search.store;

import io.watchfloor.blocks.Block;
import io.watchfloor.blocks.BlockEncoder;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.search.store.EventBatch.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A block that is not stored yet.
 *
 * @param sequences by partition of the topic, the first and the last offset of its events
 */
record NewBlock(Kind kind, Block block, Map<Integer, Offsets> sequences) {
    /** Both included. */
    record Offsets(long first, long last) {
        Offsets with(Offsets other) {
            return new Offsets(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /** What the events of a block have in common. */
    record Kind(String source, String dataset) {}

    private record Read(Entry entry, Map<String, Object> fields) {}

    /** Blocks of the events of one tenant: one for each source and dataset, the largest that a block can be. */
    static List<NewBlock> of(List<Entry> entries) {
        Map<Kind, List<Read>> kinds = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Map<String, Object> fields = fields(entry);
            String dataset = fields.get("event.dataset") instanceof String text ? text : entry.source();
            kinds.computeIfAbsent(new Kind(entry.source(), dataset), kind -> new ArrayList<>())
                    .add(new Read(entry, fields));
        }
        List<NewBlock> blocks = new ArrayList<>();
        kinds.forEach((kind, events) -> {
            for (int from = 0; from < events.size(); from += BlockEncoder.MOST_ROWS) {
                blocks.add(block(kind, events.subList(from, Math.min(events.size(), from + BlockEncoder.MOST_ROWS))));
            }
        });
        return blocks;
    }

    private static NewBlock block(Kind kind, List<Read> events) {
        Map<Integer, Offsets> sequences = new TreeMap<>();
        for (Read read : events) {
            long offset = read.entry().offset();
            sequences.merge(read.entry().partition(), new Offsets(offset, offset), Offsets::with);
        }
        Block block = BlockEncoder.encode(events.stream().map(Read::fields).toList());
        return new NewBlock(kind, block, sequences);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(Entry entry) {
        Map<String, Object> fields = ContractJson.read(entry.body(), LinkedHashMap.class);
        fields.put(Event.SEQUENCE, entry.partition() + ":" + entry.offset());
        return fields;
    }
}
