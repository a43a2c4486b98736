package io.watchfloor.search.store;

import io.watchfloor.blocks.BlockReader;

/** A block in the database, of which the directory and some frames are read. */
record StoredBlock(long id, BlockReader reader) {
    long minTime() {
        return EventTimes.clamped(reader.directory().minTime());
    }

    long maxTime() {
        return EventTimes.clamped(reader.directory().maxTime());
    }
}
