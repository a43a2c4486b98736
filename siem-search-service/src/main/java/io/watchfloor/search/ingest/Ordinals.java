package io.watchfloor.search.ingest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts identical inputs of one flow (a request, a connection): two identical lines are two events, and the same flow
 * sent again gives the same ordinals. Remembers a bounded number of inputs, the least recently seen go first.
 */
final class Ordinals {
    private static final int MAX_ENTRIES = 10_000;

    private record Key(long high, long low) {}

    private final Map<Key, Integer> seen = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** How many inputs like this one came before. */
    int next(byte[] input) {
        return seen.merge(key(input), 1, Integer::sum) - 1;
    }

    private static Key key(byte[] input) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(input));
            return new Key(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
