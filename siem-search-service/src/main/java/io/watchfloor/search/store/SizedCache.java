package io.watchfloor.search.store;

import io.watchfloor.platform.identity.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a tenant's blocks or groups, by their numbers; what was not used for longest goes when all takes more than some bytes.
 * Only for what never changes, and only to be asked for what the database has just shown to the tenant. Usable from any threads.
 */
final class SizedCache<V> {
    private final SizedMap<Key, V> entries;

    private record Key(TenantId tenant, long id) {}

    SizedCache(long mostBytes) {
        entries = new SizedMap<>(mostBytes);
    }

    @Nullable
    V get(TenantId tenant, long id) {
        return entries.get(new Key(tenant, id));
    }

    /** Keeps a value, or says anew what it takes. */
    void put(TenantId tenant, long id, V value, long size) {
        entries.put(new Key(tenant, id), value, size);
    }
}
