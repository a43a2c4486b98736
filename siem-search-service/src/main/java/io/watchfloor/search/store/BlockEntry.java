package io.watchfloor.search.store;

import java.util.Comparator;

/** A block that may have a match. */
record BlockEntry(long id, long minTime, long maxTime) {
    /** Those that reach furthest to the present first. */
    static final Comparator<BlockEntry> NEWEST_FIRST = Comparator.comparingLong(BlockEntry::maxTime)
            .thenComparingLong(BlockEntry::id)
            .reversed();
}
