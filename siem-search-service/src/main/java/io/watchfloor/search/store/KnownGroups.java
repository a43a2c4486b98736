package io.watchfloor.search.store;

import io.watchfloor.platform.identity.TenantId;
import org.jspecify.annotations.Nullable;

/** Which blocks of groups the filters let through for a query, as far as they were asked. Used by one thread at a time. */
final class KnownGroups {
    private final TenantId tenant;
    private final AnswerCache<long[]> cache;
    private final long question;

    KnownGroups(TenantId tenant, AnswerCache<long[]> cache, StoreQuery query) {
        this.tenant = tenant;
        this.cache = cache;
        this.question = cache.number(CountQuestion.of(query, CountPlan.MATCHES));
    }

    /** A bit for each block of the group; null when it is not known. Not to be changed. */
    long @Nullable [] of(StoredGroup group) {
        return cache.get(tenant, question, group.id());
    }

    void keep(StoredGroup group, long[] blocks) {
        cache.put(tenant, question, group.id(), blocks, 16 + 8L * blocks.length);
    }
}
