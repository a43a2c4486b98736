package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.query.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts all events of a time without looking at them: by what blocks say about their minutes. Blocks at the ends of the time are looked into. */
final class MinuteCounts {
    private static final int MOST_BLOCKS = 8_192;
    /** Fewer where most have to be looked into. */
    private static final int MOST_TO_READ = 512;

    private MinuteCounts() {}

    /**
     * What a block says about when its events happened.
     *
     * @param counts events of each minute or hour from that of {@code minTime} on; empty when it does not say
     */
    record Minutes(long id, long minTime, long maxTime, int rows, Integer[] counts) {}

    /** How exactly a block says when its events happened. */
    enum Step {
        NONE(1),
        MINUTES(60_000),
        HOURS(3_600_000);

        private final long millis;

        Step(long millis) {
            this.millis = millis;
        }

        /** The longest step of which each is in one bucket. */
        static Step of(@Nullable Buckets buckets) {
            if (buckets == null) {
                return NONE;
            }
            return buckets.areWhole(HOURS.millis) ? HOURS : buckets.areWhole(MINUTES.millis) ? MINUTES : NONE;
        }
    }

    /** Whether it can be counted so. */
    static boolean serves(StoreQuery query, CountPlan plan) {
        return query.query() instanceof Query.MatchAll
                && query.sequence() == null
                && query.source() == null
                && plan.fields().isEmpty()
                && EventTimes.of(query.range(), query.before()).before() == null;
    }

    /** One chunk. */
    static Uni<Counts> count(BlockTable table, StoreQuery query, CountPlan plan) {
        boolean isRead = plan.buckets() != null && Step.of(plan.buckets()) == Step.NONE;
        return chunk(table, query, plan, isRead ? MOST_TO_READ : MOST_BLOCKS);
    }

    private static Uni<Counts> chunk(BlockTable table, StoreQuery query, CountPlan plan, int most) {
        EventTimes times = EventTimes.of(query.range(), query.before());
        Buckets buckets = plan.buckets();
        return table.minutes(times, most + 1, Step.of(buckets)).chain(blocks -> {
            BlockCounts counts = new BlockCounts(table, query, plan);
            if (blocks.size() <= most) {
                return counts.look(add(blocks, times, buckets, counts), times).map(done -> counts.counts(times, false));
            }
            long behind = blocks.get(most).maxTime();
            EventTimes after = times.after(behind);
            return behind >= times.high()
                    ? chunk(table, query, plan, most * 4)
                    : counts.look(add(blocks.subList(0, most), after, buckets, counts), after)
                            .map(done -> counts.counts(after, true));
        });
    }

    /** Counts blocks by what they say; gives those that do not say enough. */
    private static List<BlockEntry> add(
            List<Minutes> blocks, EventTimes times, @Nullable Buckets buckets, BlockCounts counts) {
        List<BlockEntry> others = new ArrayList<>();
        for (Minutes block : blocks) {
            boolean within = block.minTime() >= times.low() && block.maxTime() <= times.high();
            if (within && (buckets == null || buckets.of(block.minTime()) == buckets.of(block.maxTime()))) {
                counts.add(block.minTime(), block.rows());
            } else if (within && block.counts().length > 0) {
                add(block, Step.of(buckets), counts);
            } else {
                others.add(new BlockEntry(block.id(), block.minTime(), block.maxTime()));
            }
        }
        return others;
    }

    private static void add(Minutes block, Step step, BlockCounts counts) {
        long first = block.minTime() - block.minTime() % step.millis;
        for (int i = 0; i < block.counts().length; i++) {
            if (block.counts()[i] > 0) {
                counts.add(first + i * step.millis, block.counts()[i]);
            }
        }
    }
}
