package io.watchfloor.detection.stream;

import java.nio.ByteBuffer;

/**
 * What is kept of a hit or follow-up beside its time and id.
 *
 * @param number its place among the group's arrivals
 * @param offset of the message that brought it: the same offset again is a redelivery, another one a duplicate
 * @param body the event's JSON, for samples; may be empty
 */
record Arrival(long number, long offset, byte[] body) {
    byte[] write() {
        return ByteBuffer.allocate(2 * Long.BYTES + body.length)
                .putLong(number)
                .putLong(offset)
                .put(body)
                .array();
    }

    static Arrival read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long number = buffer.getLong();
        long offset = buffer.getLong();
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        return new Arrival(number, offset, body);
    }

    static long numberOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
