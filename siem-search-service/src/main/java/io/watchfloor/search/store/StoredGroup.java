package io.watchfloor.search.store;

import io.watchfloor.blocks.filter.FilterShape;
import java.util.Set;

/**
 * What is read of a group once: its blocks and the shape of their filter.
 *
 * @param fields that any of its events has
 * @param minTimes and {@code maxTimes} of each block
 */
record StoredGroup(long id, Set<String> fields, FilterShape shape, long[] blocks, long[] minTimes, long[] maxTimes) {
    BlockEntry entry(int number) {
        return new BlockEntry(blocks[number], minTimes[number], maxTimes[number]);
    }

    /** Bytes that it takes, about. */
    long memory() {
        return 200 + 24L * blocks.length + 100L * fields.size();
    }
}
