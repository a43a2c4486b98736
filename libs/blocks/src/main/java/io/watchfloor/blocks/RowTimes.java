package io.watchfloor.blocks;

import org.jspecify.annotations.Nullable;

/**
 * The times of the rows that have a value.
 *
 * @param times of all rows of a chunk
 * @param rows of the values, or null when each row has one
 */
@SuppressWarnings("ArrayRecordComponent")
record RowTimes(long[] times, int @Nullable [] rows) {

    long of(int index) {
        return times[rows == null ? index : rows[index]];
    }
}
