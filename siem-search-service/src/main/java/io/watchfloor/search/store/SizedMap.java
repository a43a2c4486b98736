package io.watchfloor.search.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map from which what was not used for longest goes when all takes more than some bytes. Usable from any threads. */
final class SizedMap<K, V> {
    private final long mostBytes;
    private final Map<K, Sized<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private record Sized<V>(V value, long bytes) {}

    SizedMap(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized @Nullable V get(K key) {
        Sized<V> found = entries.get(key);
        return found == null ? null : found.value();
    }

    /** Keeps a value, or says anew what it takes. */
    synchronized void put(K key, V value, long size) {
        Sized<V> before = entries.put(key, new Sized<>(value, size));
        bytes += size - (before == null ? 0 : before.bytes());
        Iterator<Sized<V>> oldest = entries.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
