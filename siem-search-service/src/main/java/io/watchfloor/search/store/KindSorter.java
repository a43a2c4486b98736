package io.watchfloor.search.store;

import io.watchfloor.blocks.RowSource;
import io.watchfloor.search.store.EventBatch.Entry;
import io.watchfloor.search.store.NewBlock.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Divides events among blocks: what there is much of in blocks of its own, the rest together. */
final class KindSorter {
    /** Events of one batch that make a block of their own. */
    private static final int OWN_BLOCK = 512;
    /** Of one kind; with more they could as well be two. */
    private static final int MOST_ROWS = 4_096;

    private static final long DAY = 86_400_000;

    private KindSorter() {}

    /** Blocks of the events of one tenant; none has events of two days. */
    static List<NewBlock> ofEntries(RowSource rows, List<Entry> entries) {
        Map<Long, IntStream.Builder> days = new TreeMap<>();
        for (Entry entry : entries) {
            days.computeIfAbsent(EventTimes.of(entry.id()) / DAY, _ -> IntStream.builder())
                    .add(entry.row());
        }
        List<NewBlock> blocks = new ArrayList<>();
        days.values().forEach(day -> sort(rows, day.build().toArray(), OWN_BLOCK, 0, blocks));
        return blocks;
    }

    /**
     * Blocks of events of one day.
     *
     * @param ownBlock so many events of one kind make a block of their own
     * @param level of blocks of several kinds
     */
    static List<NewBlock> sort(RowSource events, int ownBlock, int level) {
        List<NewBlock> blocks = new ArrayList<>();
        sort(events, IntStream.range(0, events.size()).toArray(), ownBlock, level, blocks);
        return blocks;
    }

    private static void sort(RowSource events, int[] rows, int ownBlock, int level, List<NewBlock> into) {
        Map<Kind, IntStream.Builder> kinds = new HashMap<>();
        for (int row : rows) {
            kinds.computeIfAbsent(Kind.of(events, row), _ -> IntStream.builder())
                    .add(row);
        }
        IntStream.Builder rest = IntStream.builder();
        for (IntStream.Builder of : new TreeMap<>(kinds).values()) {
            int[] ofKind = of.build().toArray();
            if (ofKind.length >= ownBlock) {
                cut(events, ofKind, 0, into);
            } else {
                IntStream.of(ofKind).forEach(rest);
            }
        }
        cut(events, rest.build().toArray(), level, into);
    }

    /** Blocks of much the same size. What is of one kind stays together where it can. */
    private static void cut(RowSource events, int[] rows, int level, List<NewBlock> into) {
        int count = (rows.length + MOST_ROWS - 1) / MOST_ROWS;
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) rows.length * i / count);
            int to = (int) ((long) rows.length * (i + 1) / count);
            into.add(NewBlock.of(events, Arrays.copyOfRange(rows, from, to), level));
        }
    }
}
