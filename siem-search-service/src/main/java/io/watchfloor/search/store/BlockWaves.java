package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.search.store.BlockHits.Hit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes back through time over the blocks of a tenant, some blocks at a time. */
final class BlockWaves {
    private BlockWaves() {}

    /**
     * Blocks to look at together.
     *
     * @param times those of which no other block has events
     * @param more whether there are blocks behind
     */
    record Wave(List<BlockHits> parts, EventTimes times, boolean more) {
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
     * The newest blocks with events of these times. A block that is left out reaches to some time: from there on back, events are for the
     * next wave.
     *
     * @param most blocks; more only when so many are of the same times
     */
    static Uni<Wave> wave(BlockTable table, StoreQuery query, EventTimes times, int most) {
        SequenceRange sequence = query.sequence();
        Uni<List<StoredBlock>> newest = sequence == null
                ? table.newest(times, query.source(), most + 1)
                : table.newest(times, query.source(), most + 1, sequence);
        return newest.chain(blocks -> {
            if (blocks.size() <= most) {
                return Uni.createFrom().item(Wave.of(blocks, sequence, times, false));
            }
            long behind = blocks.get(most).maxTime();
            return behind >= times.high()
                    ? wave(table, query, times, most * 4)
                    : Uni.createFrom().item(Wave.of(blocks.subList(0, most), sequence, times.after(behind), true));
        });
    }

    /** Lets the query decide on the rows of a wave; emitted on a worker thread. */
    static Uni<Void> select(BlockTable table, Wave wave, CompiledQuery query) {
        Set<String> fields = query.fields();
        return table.supply(
                        wave.parts().stream().map(part -> part.toSelect(fields)).toList())
                .invoke(() -> wave.parts().forEach(part -> part.select(query, wave.times())));
    }

    /** What matches, newest first; emitted on a worker thread. */
    static Uni<List<Hit>> hits(BlockTable table, Wave wave, CompiledQuery query) {
        return select(table, wave, query)
                .chain(() -> table.supply(
                        wave.parts().stream().map(BlockHits::toTell).toList()))
                .map(told -> wave.parts().stream()
                        .flatMap(part -> part.hits(wave.times()).stream())
                        .sorted((one, other) -> EventTimes.compare(other.id(), one.id()))
                        .toList());
    }
}
