package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.search.store.BlockHits.Hit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done with some blocks of a tenant at a time. */
final class BlockWaves {
    private BlockWaves() {}

    /**
     * Blocks to look at together.
     *
     * @param times those of which no other block has a match
     * @param more whether there may be blocks behind
     * @param stop says when to stop deciding
     */
    record Wave(List<BlockHits> parts, EventTimes times, boolean more, StopSignal stop) {
        Wave(List<BlockHits> parts, EventTimes times, boolean more) {
            this(parts, times, more, StopSignal.NEVER);
        }

        Wave until(StopSignal other) {
            return new Wave(parts, times, more, other);
        }

        /** Lets the query decide, block by block. */
        void select(RowTest query) {
            for (BlockHits part : parts) {
                stop.check();
                part.select(query, times);
            }
        }

        static Wave of(List<StoredBlock> blocks, @Nullable SequenceRange sequence, EventTimes times, boolean more) {
            List<BlockHits> parts =
                    blocks.stream().map(block -> new BlockHits(block, sequence)).toList();
            return new Wave(parts, times, more);
        }

        /** Once the query has decided: the events of its times, also those that do not match. */
        int looked() {
            return parts.stream().mapToInt(BlockHits::looked).sum();
        }
    }

    /**
     * The newest blocks that may have matches of these times; {@link BlockWalk} goes on behind them.
     *
     * @param most blocks; more only when so many are of the same times
     */
    static Uni<Wave> wave(BlockTable table, StoreQuery query, EventTimes times, int most) {
        return new BlockWalk(table, query, times).next(most).map(wave -> wave.until(query.stop()));
    }

    /** Lets the query decide on the rows of a wave; emitted on a worker thread. */
    static Uni<Void> select(BlockTable table, Wave wave, RowTest query) {
        Set<String> fields = query.fields();
        return table.supply(
                        wave.parts().stream().map(part -> part.toSelect(fields)).toList())
                .invoke(() -> wave.select(query));
    }

    /** What matches, newest first; emitted on a worker thread. */
    static Uni<List<Hit>> hits(BlockTable table, Wave wave, RowTest query) {
        return hits(table, wave, query, Integer.MAX_VALUE).map(Newest::hits);
    }

    /**
     * The newest of what matches.
     *
     * @param cut whether older ones were left out
     */
    record Newest(List<Hit> hits, boolean cut) {}

    /**
     * At least so many of what matches if there are so many, newest first; emitted on a worker thread. Others are left out as soon as their
     * times tell, before their ids are read.
     */
    static Uni<Newest> hits(BlockTable table, Wave wave, RowTest query, int least) {
        return select(table, wave, query)
                .map(selected -> NewestRows.cut(wave, least))
                .call(() -> table.supply(
                        wave.parts().stream().map(BlockHits::toTell).toList()))
                .map(cut -> new Newest(
                        wave.parts().stream()
                                .flatMap(part -> part.hits(wave.times()).stream())
                                .sorted((one, other) -> EventTimes.compare(other.id(), one.id()))
                                .toList(),
                        cut));
    }
}
