package io.watchfloor.detection.stream;

import io.watchfloor.rules.window.Burst;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a group beside its entries.
 *
 * @param lastArrivalMs when something last arrived, by the clock of the instance that took it, epoch ms
 * @param lifeMs how long after that the group is kept
 * @param arrivals hits and follow-ups ever taken: the number of the next one
 * @param size hits and follow-ups kept
 * @param current the burst that changed last, which is the one that grows with each hit; the others are entries
 */
record GroupFacts(
        long lastArrivalMs,
        long lifeMs,
        long arrivals,
        int size,
        @Nullable Burst current) {
    static final GroupFacts NEW = new GroupFacts(0, 0, 0, 0, null);

    private static final int FIXED = 3 * Long.BYTES + Integer.BYTES;

    boolean isOver(long nowMs) {
        return nowMs - lastArrivalMs > lifeMs;
    }

    byte[] write() {
        byte[] burst = current == null ? new byte[0] : BurstBytes.write(arrivals, current);
        return ByteBuffer.allocate(FIXED + burst.length)
                .putLong(lastArrivalMs)
                .putLong(lifeMs)
                .putLong(arrivals)
                .putInt(size)
                .put(burst)
                .array();
    }

    static GroupFacts read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long lastArrival = buffer.getLong();
        long life = buffer.getLong();
        long arrivals = buffer.getLong();
        int size = buffer.getInt();
        byte[] burst = new byte[buffer.remaining()];
        buffer.get(burst);
        return new GroupFacts(lastArrival, life, arrivals, size, burst.length == 0 ? null : BurstBytes.read(burst));
    }
}
