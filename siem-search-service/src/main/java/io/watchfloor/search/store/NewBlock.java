package io.watchfloor.search.store;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.Block;
import io.watchfloor.blocks.BlockEncoder;
import io.watchfloor.blocks.filter.BlockFilter;
import io.watchfloor.blocks.filter.BlockTokens;
import io.watchfloor.blocks.filter.EventTokens;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.search.store.EventBatch.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * A block that is not stored yet.
 *
 * @param sequences by partition of the topic, the first and the last offset of its events
 */
record NewBlock(Kind kind, Block block, BlockFilter filter, EventIds ids, Map<Integer, Offsets> sequences) {
    private static final long DAY = 86_400_000;
    /** Sets of tokens to use again: they are large, and few blocks are made at once. */
    private static final Queue<BlockTokens> TOKENS = new ArrayBlockingQueue<>(8);

    /** Both included. */
    record Offsets(long first, long last) {
        Offsets with(Offsets other) {
            return new Offsets(Math.min(first, other.first), Math.max(last, other.last));
        }

        /** Adds partitions, first and last offsets to a row. */
        static Tuple add(Tuple row, Map<Integer, Offsets> sequences) {
            return row.addArrayOfInteger(sequences.keySet().toArray(Integer[]::new))
                    .addArrayOfLong(
                            sequences.values().stream().map(Offsets::first).toArray(Long[]::new))
                    .addArrayOfLong(
                            sequences.values().stream().map(Offsets::last).toArray(Long[]::new));
        }

        /** Those of a row, as {@link #add} made it. */
        static Map<Integer, Offsets> of(Row row) {
            Integer[] partitions = row.getArrayOfIntegers("seq_partition");
            Long[] first = row.getArrayOfLongs("seq_first");
            Long[] last = row.getArrayOfLongs("seq_last");
            Map<Integer, Offsets> sequences = new TreeMap<>();
            for (int i = 0; i < partitions.length; i++) {
                sequences.put(partitions[i], new Offsets(first[i], last[i]));
            }
            return sequences;
        }
    }

    /** What the events of a block have in common. */
    record Kind(String source, String dataset) {}

    private record KindOfDay(Kind kind, long day) {}

    private record Read(Entry entry, Map<String, Object> fields) {}

    /** Blocks of the events of one tenant: one for each source, dataset and day of event time, the largest that a block can be. */
    static List<NewBlock> of(List<Entry> entries) {
        Map<KindOfDay, List<Read>> kinds = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Map<String, Object> fields = fields(entry);
            String dataset = fields.get("event.dataset") instanceof String text ? text : entry.source();
            long day = EventTimes.of(entry.id()) / DAY;
            kinds.computeIfAbsent(new KindOfDay(new Kind(entry.source(), dataset), day), kind -> new ArrayList<>())
                    .add(new Read(entry, fields));
        }
        List<NewBlock> blocks = new ArrayList<>();
        kinds.forEach((of, events) -> {
            for (int from = 0; from < events.size(); from += BlockEncoder.MOST_ROWS) {
                blocks.add(block(
                        of.kind(), events.subList(from, Math.min(events.size(), from + BlockEncoder.MOST_ROWS))));
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
        return encoded(kind, events.stream().map(Read::fields).toList(), sequences);
    }

    /** A block of these events. */
    static NewBlock encoded(Kind kind, List<Map<String, Object>> events, Map<Integer, Offsets> sequences) {
        BlockTokens taken = TOKENS.poll();
        BlockTokens tokens = taken == null ? new BlockTokens() : taken;
        tokens.clear();
        Block block = BlockEncoder.encode(events, new EventTokens(tokens));
        BlockFilter filter = BlockFilter.of(tokens);
        boolean _ = TOKENS.offer(tokens);
        EventIds ids = EventIds.of(events.stream().map(event -> UUID.fromString(String.valueOf(event.get(Event.ID)))));
        return new NewBlock(kind, block, filter, ids, sequences);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(Entry entry) {
        Map<String, Object> fields = ContractJson.read(entry.body(), LinkedHashMap.class);
        fields.put(Event.SEQUENCE, entry.partition() + ":" + entry.offset());
        return fields;
    }
}
