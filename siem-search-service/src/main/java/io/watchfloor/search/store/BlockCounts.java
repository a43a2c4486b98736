package io.watchfloor.search.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.blocks.Directory;
import io.watchfloor.query.Query;
import io.watchfloor.search.store.BlockHits.Hit;
import io.watchfloor.search.store.BlockTable.Wanted;
import io.watchfloor.search.store.BlockWalk.Choice;
import io.watchfloor.search.store.BlockWaves.Wave;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Counts over the columns of blocks; no event is rebuilt. */
final class BlockCounts {
    private static final int LEAST_BLOCKS = 16;
    private static final int MOST_BLOCKS = 256;
    /** Events of a block, about, when it is guessed how many blocks a chunk has. */
    private static final int EVENTS_OF_A_BLOCK = 256;
    /** Blocks that are opened together. */
    private static final int MOST_TO_READ = 512;
    /** Bytes of frames that are held together. */
    private static final long BATCH_BYTES = 16L << 20;
    /** Bytes of a block's frames that are held with the wave, and so in the cache: much the same is often counted again. */
    private static final long FEW_BYTES = 64L << 10;

    private final BlockTable table;
    private final StoreQuery query;
    private final CountPlan plan;
    private final RowTest test;
    private final Tally tally;
    private final KnownCounts known;
    private long looked;

    BlockCounts(BlockTable table, StoreQuery query, CountPlan plan) {
        this.table = table;
        this.query = query;
        this.plan = plan;
        this.test = RowTest.of(query);
        this.tally = new Tally(plan);
        this.known = table.counted(query, plan);
    }

    /** One chunk. */
    static Uni<Counts> count(BlockTable table, StoreQuery query, CountPlan plan) {
        EventTimes times = EventTimes.of(query.range(), query.before());
        int most = Math.clamp(query.limit() / EVENTS_OF_A_BLOCK, LEAST_BLOCKS, MOST_BLOCKS);
        BlockCounts counts = new BlockCounts(table, query, plan);
        // How many match behind a page is counted only so far; values and times are wanted of all.
        boolean all = plan.buckets() != null || !plan.fields().isEmpty();
        return new BlockWalk(table, query, times)
                .choose(most, block -> all && counts.known.has(block))
                .chain(counts::count);
    }

    private Uni<Counts> count(Choice chosen) {
        return known.of(chosen)
                .chain(answered -> {
                    answered.values().forEach(this::add);
                    return look(
                            chosen.blocks().stream()
                                    .filter(block -> !answered.containsKey(block.id()))
                                    .toList(),
                            chosen.times());
                })
                .replaceWith(() -> counts(chosen.times(), chosen.more()));
    }

    /** Counts events of blocks that are to be opened. */
    Uni<BlockCounts> look(List<BlockEntry> blocks, EventTimes times) {
        List<List<BlockEntry>> parts = new ArrayList<>();
        for (int from = 0; from < blocks.size(); from += MOST_TO_READ) {
            parts.add(blocks.subList(from, Math.min(blocks.size(), from + MOST_TO_READ)));
        }
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(
                        part -> table.open(part, query.sequence()).chain(found -> count(new Wave(found, times, false))))
                .collect()
                .last()
                .replaceWith(this);
    }

    /** Counts the events of a wave. */
    Uni<BlockCounts> count(Wave wave) {
        return Multi.createFrom()
                .iterable(batches(wave))
                .onItem()
                .transformToUniAndConcatenate(blocks -> count(blocks, wave.times()))
                .collect()
                .last()
                .replaceWith(this);
    }

    /** Counts events of one time, or all of one bucket, without looking at them. */
    void add(long millis, long events) {
        tally.addAt(millis, events);
        looked += events;
    }

    private void add(BlockCount count) {
        tally.add(count);
        looked += count.looked();
    }

    Counts counts(EventTimes times, boolean more) {
        return new Counts(tally, looked, more ? EventTimes.lowestAt(times.low()) : null, more);
    }

    /** Blocks whose frames are held together. */
    private List<List<BlockHits>> batches(Wave wave) {
        Set<String> fields = new TreeSet<>(plan.fields());
        fields.addAll(test.fields());
        List<List<BlockHits>> batches = new ArrayList<>();
        long bytes = BATCH_BYTES;
        for (BlockHits part : wave.parts()) {
            if (bytes >= BATCH_BYTES) {
                batches.add(new ArrayList<>());
                bytes = 0;
            }
            long own = bytes(
                    part.block().reader().directory(), part.block().reader().frames(fields));
            // The wave is held until all is counted: what is read of a large block must not be held with it.
            batches.getLast().add(own <= FEW_BYTES ? part : part.unread());
            bytes += own;
        }
        return batches;
    }

    private static long bytes(Directory directory, int[] frames) {
        return IntStream.of(frames)
                .mapToLong(frame -> directory.frames().get(frame).rawLength())
                .sum();
    }

    private Uni<Void> count(List<BlockHits> parts, EventTimes times) {
        Wave batch = new Wave(parts, times, false).until(query.stop());
        return supplyWhatIsCertain(batch)
                .chain(() -> rows(batch))
                .chain(rows -> table.supply(rows.entrySet().stream()
                                .map(part -> toCount(part.getKey(), part.getValue()))
                                .toList())
                        .invoke(() -> rows.forEach((part, found) -> add(part, found, times))));
    }

    private void add(BlockHits part, int[] rows, EventTimes times) {
        StoredBlock block = part.block();
        BlockCount count = BlockCount.of(block.reader(), rows, part.looked(), plan);
        add(count);
        if (!part.isOfSequence() && times.hold(block.minTime(), block.maxTime())) {
            known.keep(block, count);
        }
    }

    /** Where every row matches, what is counted is read together with the times. */
    private Uni<Void> supplyWhatIsCertain(Wave batch) {
        Set<String> fields = Set.copyOf(plan.fields());
        return query.query() instanceof Query.MatchAll && !fields.isEmpty()
                ? table.supply(batch.parts().stream()
                        .map(part -> part.toSelect(fields))
                        .toList())
                : Uni.createFrom().voidItem();
    }

    /** Ids are read only where they decide. */
    private Uni<Map<BlockHits, int[]>> rows(Wave batch) {
        List<BlockHits> undecided = batch.parts().stream()
                .filter(part -> part.isUndecided(batch.times()))
                .toList();
        return BlockWaves.select(table, batch, test)
                .chain(() ->
                        table.supply(undecided.stream().map(BlockHits::toTell).toList()))
                .map(told -> {
                    Map<BlockHits, int[]> rows = new LinkedHashMap<>();
                    batch.parts().forEach(part -> rows.put(part, rows(part, batch.times())));
                    return rows;
                });
    }

    private static int[] rows(BlockHits part, EventTimes times) {
        return part.isUndecided(times)
                ? part.hits(times).stream().mapToInt(Hit::row).toArray()
                : part.rows();
    }

    private Wanted toCount(BlockHits part, int[] rows) {
        return new Wanted(
                part.block(), rows.length == 0 ? rows : part.block().reader().frames(Set.copyOf(plan.fields()), rows));
    }
}
