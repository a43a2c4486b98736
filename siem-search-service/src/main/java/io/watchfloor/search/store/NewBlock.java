package io.watchfloor.search.store;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.Block;
import io.watchfloor.blocks.BlockEncoder;
import io.watchfloor.blocks.filter.BlockFilter;
import io.watchfloor.blocks.filter.BlockTokens;
import io.watchfloor.blocks.filter.EventTokens;
import io.watchfloor.contracts.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Collectors;

/**
 * A block that is not stored yet.
 *
 * @param sources of its events, when they are of several; else empty
 * @param level how often events of several kinds were sorted out
 * @param sequences by partition of the topic, the first and the last offset of its events
 */
record NewBlock(
        Kind kind,
        Set<String> sources,
        int level,
        Block block,
        BlockFilter filter,
        EventIds ids,
        Map<Integer, Offsets> sequences) {
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

    /** What the events of a block have in common; of several kinds both are empty. */
    record Kind(String source, String dataset) implements Comparable<Kind> {
        static final Kind SEVERAL = new Kind("", "");
        private static final Comparator<Kind> ORDER =
                Comparator.comparing(Kind::source).thenComparing(Kind::dataset);

        static Kind of(Map<String, Object> event) {
            String source = sourceOf(event);
            return new Kind(source, event.get("event.dataset") instanceof String text ? text : source);
        }

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }

    /** The source of an event; what does not say it is of {@link EventBatch.Entry#NO_SOURCE}. */
    static String sourceOf(Map<String, Object> event) {
        return event.get(Event.SOURCE) instanceof String text ? text : EventBatch.Entry.NO_SOURCE;
    }

    /** A block of these events, which are of one day. */
    static NewBlock of(List<Map<String, Object>> events, int level) {
        Set<Kind> kinds = events.stream().map(Kind::of).collect(Collectors.toSet());
        Set<String> sources = kinds.stream().map(Kind::source).collect(Collectors.toCollection(TreeSet::new));
        BlockTokens taken = TOKENS.poll();
        BlockTokens tokens = taken == null ? new BlockTokens() : taken;
        tokens.clear();
        Block block = BlockEncoder.encode(events, new EventTokens(tokens));
        BlockFilter filter = BlockFilter.of(tokens);
        boolean _ = TOKENS.offer(tokens);
        return kinds.size() == 1
                ? new NewBlock(kinds.iterator().next(), Set.of(), 0, block, filter, ids(events), sequences(events))
                : new NewBlock(Kind.SEVERAL, sources, level, block, filter, ids(events), sequences(events));
    }

    private static EventIds ids(List<Map<String, Object>> events) {
        return EventIds.of(events.stream().map(event -> UUID.fromString(String.valueOf(event.get(Event.ID)))));
    }

    private static Map<Integer, Offsets> sequences(List<Map<String, Object>> events) {
        Map<Integer, Offsets> sequences = new TreeMap<>();
        for (Map<String, Object> event : events) {
            String sequence = String.valueOf(event.get(Event.SEQUENCE));
            int colon = sequence.indexOf(':');
            long offset = Long.parseLong(sequence, colon + 1, sequence.length(), 10);
            sequences.merge(Integer.parseInt(sequence, 0, colon, 10), new Offsets(offset, offset), Offsets::with);
        }
        return sequences;
    }
}
