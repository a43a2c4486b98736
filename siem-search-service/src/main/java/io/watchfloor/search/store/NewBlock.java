package io.watchfloor.search.store;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.blocks.Block;
import io.watchfloor.blocks.RowSource;
import io.watchfloor.blocks.filter.BlockFilter;
import io.watchfloor.blocks.filter.BlockTokens;
import io.watchfloor.blocks.filter.EventTokens;
import io.watchfloor.contracts.Event;
import java.util.Comparator;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

        static Kind of(RowSource events, int row) {
            String source = sourceOf(events.value(Event.SOURCE, row));
            return new Kind(source, events.value("event.dataset", row) instanceof String text ? text : source);
        }

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }

    /** The source of an event by the value of its field; what does not have it is of {@link EventBatch.Entry#NO_SOURCE}. */
    static String sourceOf(@Nullable Object source) {
        return source instanceof String text ? text : EventBatch.Entry.NO_SOURCE;
    }

    /** A block of these events, which are of one day. */
    static NewBlock of(RowSource events, int level) {
        return of(events, IntStream.range(0, events.size()).toArray(), level);
    }

    /** A block of some of the events, which are of one day. */
    static NewBlock of(RowSource events, int[] rows, int level) {
        Set<Kind> kinds =
                IntStream.of(rows).mapToObj(row -> Kind.of(events, row)).collect(Collectors.toSet());
        Set<String> sources = kinds.stream().map(Kind::source).collect(Collectors.toCollection(TreeSet::new));
        BlockTokens taken = TOKENS.poll();
        BlockTokens tokens = taken == null ? new BlockTokens() : taken;
        tokens.clear();
        Block block = events.encode(rows, new EventTokens(tokens));
        BlockFilter filter = BlockFilter.of(tokens);
        boolean _ = TOKENS.offer(tokens);
        boolean one = kinds.size() == 1;
        return new NewBlock(
                one ? kinds.iterator().next() : Kind.SEVERAL,
                one ? Set.of() : sources,
                one ? 0 : level,
                block,
                filter,
                ids(events, rows),
                sequences(events, rows));
    }

    private static EventIds ids(RowSource events, int[] rows) {
        return EventIds.of(IntStream.of(rows)
                .mapToObj(row -> UUID.fromString(String.valueOf(events.value(Event.ID, row)))));
    }

    private static Map<Integer, Offsets> sequences(RowSource events, int[] rows) {
        Map<Integer, Offsets> sequences = new TreeMap<>();
        for (int row : rows) {
            String sequence = String.valueOf(events.value(Event.SEQUENCE, row));
            int colon = sequence.indexOf(':');
            long offset = Long.parseLong(sequence, colon + 1, sequence.length(), 10);
            sequences.merge(Integer.parseInt(sequence, 0, colon, 10), new Offsets(offset, offset), Offsets::with);
        }
        return sequences;
    }
}
