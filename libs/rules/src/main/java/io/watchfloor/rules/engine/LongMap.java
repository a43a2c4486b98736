package io.watchfloor.rules.engine;

import org.jspecify.annotations.Nullable;

/** From longs to values, without boxing. */
final class LongMap<T> {
    private long[] keys = new long[64];
    private @Nullable Object[] values = new @Nullable Object[64];
    private int size;

    @SuppressWarnings("unchecked")
    @Nullable
    T get(long key) {
        return (T) values[place(key)];
    }

    void put(long key, T value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int at = place(key);
        size += values[at] == null ? 1 : 0;
        keys[at] = key;
        values[at] = value;
    }

    int size() {
        return size;
    }

    private int place(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed ^ mixed >>> 32) & keys.length - 1;
        while (values[at] != null && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new @Nullable Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
