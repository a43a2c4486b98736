package io.watchfloor.detection.stream;

import java.nio.ByteBuffer;

/**
 * What is kept of a group beside its entries.
 *
 * @param lastArrivalMs when something last arrived, by the clock of the instance that took it, epoch ms
 * @param lifeMs how long after that the group is kept
 * @param arrivals hits and follow-ups ever taken: the number of the next one
 * @param size hits and follow-ups kept
 */
record GroupFacts(long lastArrivalMs, long lifeMs, long arrivals, int size) {
    static final GroupFacts NEW = new GroupFacts(0, 0, 0, 0);

    boolean isOver(long nowMs) {
        return nowMs - lastArrivalMs > lifeMs;
    }

    byte[] write() {
        return ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES)
                .putLong(lastArrivalMs)
                .putLong(lifeMs)
                .putLong(arrivals)
                .putInt(size)
                .array();
    }

    static GroupFacts read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new GroupFacts(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getInt());
    }
}
