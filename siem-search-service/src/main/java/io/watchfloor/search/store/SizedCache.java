package io.watchfloor.search.store;

import io.watchfloor.platform.identity.TenantId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a tenant's blocks or groups, by their numbers; what was not used for longest goes when all takes more than some bytes.
 * Only for what never changes, and only to be asked for what the database has just shown to the tenant. Usable from any threads.
 */
final class SizedCache<V> {
    private final long mostBytes;
    private final Map<Key, Sized<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private record Key(TenantId tenant, long id) {}

    private record Sized<V>(V value, long bytes) {}

    SizedCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized @Nullable V get(TenantId tenant, long id) {
        Sized<V> found = entries.get(new Key(tenant, id));
        return found == null ? null : found.value();
    }

    /** Keeps a value, or says anew what it takes. */
    synchronized void put(TenantId tenant, long id, V value, long size) {
        Key key = new Key(tenant, id);
        Sized<V> before = entries.put(key, new Sized<>(value, size));
        bytes += size - (before == null ? 0 : before.bytes());
        Iterator<Sized<V>> oldest = entries.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
