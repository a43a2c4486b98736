package io.watchfloor.search.store;

import io.watchfloor.blocks.BlockReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of rows of a block. Not to be changed.
 *
 * @param looked rows that the query decided on
 * @param matched those that match
 * @param firstBucket beginning of the first bucket that has some, milliseconds since 1970 UTC; 0 when none were asked for
 * @param perBucket how many match in that bucket and those behind it, as far as there are any
 * @param values of each field that was asked for
 */
record BlockCount(int looked, int matched, long firstBucket, int[] perBucket, List<CountedValues> values) {
    private static final int OVERHEAD = 100;

    /** Counts rows that match; the frames of the fields and, for buckets, of the times have to be there. */
    static BlockCount of(BlockReader block, int[] rows, int looked, CountPlan plan) {
        Buckets buckets = plan.buckets();
        long[] times = buckets == null || rows.length == 0 ? new long[0] : block.times();
        long first = buckets == null || times.length == 0 ? 0 : buckets.start(buckets.of(times[rows[0]]));
        return new BlockCount(
                looked, rows.length, first, perBucket(times, rows, buckets), values(block, rows, plan.fields()));
    }

    /** Rows are in the order of their times. */
    private static int[] perBucket(long[] times, int[] rows, @Nullable Buckets buckets) {
        if (buckets == null || times.length == 0) {
            return new int[0];
        }
        int first = buckets.of(times[rows[0]]);
        int[] perBucket = new int[buckets.of(times[rows[rows.length - 1]]) - first + 1];
        for (int row : rows) {
            perBucket[buckets.of(times[row]) - first]++;
        }
        return perBucket;
    }

    private static List<CountedValues> values(BlockReader block, int[] rows, List<String> fields) {
        long[] bits = new long[fields.isEmpty() ? 0 : block.rows() + 63 >> 6];
        if (!fields.isEmpty()) {
            for (int row : rows) {
                bits[row >> 6] |= 1L << row;
            }
        }
        return fields.stream()
                .map(field -> CountedValues.of(block, field, bits))
                .toList();
    }

    /** The same in less room. */
    BlockCount compact() {
        return new BlockCount(
                looked,
                matched,
                firstBucket,
                perBucket,
                values.stream().map(CountedValues::compact).toList());
    }

    /** Bytes that it takes, about. */
    long memory() {
        return OVERHEAD
                + 4L * perBucket.length
                + values.stream().mapToLong(CountedValues::memory).sum();
    }
}
