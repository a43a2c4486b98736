package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.query.Query;
import io.watchfloor.search.store.ExtentTable.Extent;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts how many events there are behind an event, or of what was stored by some mark: by the number that blocks say they have. Blocks at
 * the ends of the time, and those of which not all events were stored by then, are looked into.
 */
final class ExtentCounts {
    private static final int FEWEST_BLOCKS = 64;
    private static final int MOST_BLOCKS = 8_192;
    /** Events of a block, at least, when it is guessed how many blocks a chunk has. */
    private static final int EVENTS_OF_A_BLOCK = 256;

    private final BlockTable table;
    private final StoreQuery query;
    private final BlockCounts counts;

    private ExtentCounts(BlockTable table, StoreQuery query, CountPlan plan) {
        this.table = table;
        this.query = query;
        this.counts = new BlockCounts(table, query, plan);
    }

    /** Whether it can be counted so. */
    static boolean serves(StoreQuery query, CountPlan plan) {
        return query.query() instanceof Query.MatchAll
                && query.source() == null
                && plan.buckets() == null
                && plan.fields().isEmpty();
    }

    /** One chunk. */
    static Uni<Counts> count(BlockTable table, StoreQuery query, CountPlan plan) {
        int most = Math.clamp(query.limit() / EVENTS_OF_A_BLOCK, FEWEST_BLOCKS, MOST_BLOCKS);
        return new ExtentCounts(table, query, plan).chunk(EventTimes.of(query.range(), query.before()), most);
    }

    private Uni<Counts> chunk(EventTimes times, int most) {
        return table.extents().newest(times, query.sequence(), most + 1).chain(extents -> {
            if (extents.size() <= most) {
                return add(extents, times).map(done -> counts.counts(times, false));
            }
            long behind = extents.get(most).block().maxTime();
            EventTimes after = times.after(behind);
            return behind >= times.high()
                    ? chunk(times, most * 4)
                    : add(extents.subList(0, most), after).map(done -> counts.counts(after, true));
        });
    }

    private Uni<BlockCounts> add(List<Extent> extents, EventTimes times) {
        List<BlockEntry> others = new ArrayList<>();
        for (Extent extent : extents) {
            if (extent.wholly()
                    && times.hold(extent.block().minTime(), extent.block().maxTime())) {
                counts.add(extent.block().minTime(), extent.rows());
            } else {
                others.add(extent.block());
            }
        }
        if (times.before() == null) {
            return look(others, times);
        }
        // Ids decide at the millisecond of the event alone; before it, times do.
        return look(others, new EventTimes(times.high(), times.high(), times.before()))
                .chain(() -> look(others, new EventTimes(times.low(), times.high() - 1, null)));
    }

    private Uni<BlockCounts> look(List<BlockEntry> blocks, EventTimes times) {
        List<BlockEntry> reaching = blocks.stream()
                .filter(block -> block.maxTime() >= times.low() && block.minTime() <= times.high())
                .toList();
        return counts.look(reaching, times);
    }
}
