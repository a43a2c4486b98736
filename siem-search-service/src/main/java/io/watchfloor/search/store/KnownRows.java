package io.watchfloor.search.store;

import io.watchfloor.platform.identity.TenantId;
import java.util.stream.LongStream;

/** Which rows of blocks match a query, as far as a search of them has found it out. Used by one thread at a time. */
final class KnownRows {
    private static final long[] NO_ROWS = {};

    private final TenantId tenant;
    private final AnswerCache<long[]> cache;
    private final long question;

    KnownRows(TenantId tenant, AnswerCache<long[]> cache, StoreQuery query) {
        this.tenant = tenant;
        this.cache = cache;
        this.question = cache.number(CountQuestion.of(query, CountPlan.MATCHES));
    }

    /** Whether no row of a block is known to match, so that it can be passed over as if its filter said so. */
    boolean areNone(BlockEntry block) {
        long[] rows = cache.get(tenant, question, block.id());
        return rows != null && rows.length == 0;
    }

    /** Says to a block that is there which of its rows match, if that is known. */
    void tell(BlockHits part) {
        long[] rows = cache.get(tenant, question, part.block().id());
        if (rows != null && rows.length > 0) {
            part.know(rows);
        }
    }

    /** Keeps what the query decided on a block. */
    void keep(BlockHits part) {
        long[] selected = part.selected();
        if (selected != null) {
            long[] rows = LongStream.of(selected).allMatch(word -> word == 0) ? NO_ROWS : selected;
            cache.put(tenant, question, part.block().id(), rows, 16 + 8L * rows.length);
        }
    }
}
