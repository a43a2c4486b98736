package io.watchfloor.search.store;

import io.watchfloor.search.store.BlockWaves.Wave;
import java.util.List;
import java.util.PriorityQueue;

/** Leaves rows of a wave out that are older than as many others as are asked for. */
final class NewestRows {
    private NewestRows() {}

    /**
     * Once the query has decided. Rows of one time stay or go together.
     *
     * @return whether rows were left out
     */
    static boolean cut(Wave wave, int least) {
        int rows = rows(wave.parts());
        if (rows <= least) {
            return false;
        }
        PriorityQueue<Long> newest = new PriorityQueue<>(least + 1);
        for (BlockHits part : wave.parts()) {
            addTo(newest, part, wave.times(), least);
        }
        if (newest.size() < least) {
            return false;
        }
        long oldest = newest.peek();
        wave.parts().forEach(part -> part.dropBefore(oldest));
        return rows(wave.parts()) < rows;
    }

    private static int rows(List<BlockHits> parts) {
        return parts.stream().mapToInt(part -> part.rows().length).sum();
    }

    /** Rows that may turn out to be no hits do not count. */
    private static void addTo(PriorityQueue<Long> newest, BlockHits part, EventTimes times, int least) {
        if (part.isOfSequence()) {
            return;
        }
        long[] eventTimes = part.block().reader().times();
        int[] rows = part.rows();
        for (int i = rows.length - 1; i >= 0; i--) {
            long time = EventTimes.clamped(eventTimes[rows[i]]);
            if (times.before() != null && time >= times.high()) {
                continue;
            }
            if (newest.size() >= least) {
                if (time <= newest.peek()) {
                    return;
                }
                newest.remove();
            }
            newest.add(time);
        }
    }
}
