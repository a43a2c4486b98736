package io.watchfloor.search.store;

import io.watchfloor.blocks.filter.BlockFilter;
import io.watchfloor.search.store.BlockWriter.Inserted;
import jakarta.enterprise.context.ApplicationScoped;

/** What was read of blocks and groups, which never change, in bounded memory. */
@ApplicationScoped
class BlockCaches {
    private final SizedCache<StoredBlock> blocks;
    private final SizedCache<BlockFilter> filters;
    private final SizedCache<StoredGroup> groups;
    private final SizedCache<EventIds> ids;
    private final AnswerCache<BlockCount> counts;
    private final AnswerCache<long[]> rows;
    private final AnswerCache<long[]> probes;

    BlockCaches(StoreConfig config) {
        long bytes = config.cache().asLongValue();
        blocks = new SizedCache<>(bytes / 8 * 3);
        filters = new SizedCache<>(bytes / 16 * 3);
        groups = new SizedCache<>(bytes / 16);
        ids = new SizedCache<>(bytes / 8);
        counts = new AnswerCache<>(bytes / 8);
        rows = new AnswerCache<>(bytes / 16);
        probes = new AnswerCache<>(bytes / 16);
    }

    /** Keeps what will soon be asked of a block; only once its transaction is committed. */
    void keep(Inserted inserted) {
        ids.put(inserted.tenant(), inserted.id(), inserted.ids(), inserted.ids().memory());
        filters.put(inserted.tenant(), inserted.id(), inserted.filter(), memory(inserted.filter()));
    }

    /** Bytes that a filter takes, about. */
    static long memory(BlockFilter filter) {
        return 200 + (filter.shape().tokenRows() + filter.shape().gramRows()) / 8;
    }

    /** Directories, frames and decoded columns. */
    SizedCache<StoredBlock> blocks() {
        return blocks;
    }

    /** Filters of blocks that are in no group yet. */
    SizedCache<BlockFilter> filters() {
        return filters;
    }

    /** The ids of events in blocks. */
    SizedCache<EventIds> ids() {
        return ids;
    }

    /** Groups without their filters. */
    SizedCache<StoredGroup> groups() {
        return groups;
    }

    /** What was counted of blocks. */
    AnswerCache<BlockCount> counts() {
        return counts;
    }

    /** Which rows of blocks matched, as {@link KnownRows} has them. */
    AnswerCache<long[]> rows() {
        return rows;
    }

    /** Which blocks of groups passed their filters, as {@link KnownGroups} has them. */
    AnswerCache<long[]> probes() {
        return probes;
    }
}
