package io.watchfloor.detection.stream;

import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.Hit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A burst as bytes: when it last changed, as the number of an arrival, and the burst. */
final class BurstBytes {
    private BurstBytes() {}

    static byte[] write(long number, Burst burst) {
        byte[] eventId = burst.first().eventId().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 * Long.BYTES + eventId.length)
                .putLong(number)
                .putLong(burst.firstHotMs())
                .putLong(burst.lastHotMs())
                .putLong(burst.total())
                .putLong(burst.first().timeMs())
                .put(eventId)
                .array();
    }

    static Burst read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, Long.BYTES, bytes.length - Long.BYTES);
        long firstHot = buffer.getLong();
        long lastHot = buffer.getLong();
        long total = buffer.getLong();
        long time = buffer.getLong();
        byte[] eventId = new byte[buffer.remaining()];
        buffer.get(eventId);
        return new Burst(new Hit(time, new String(eventId, StandardCharsets.UTF_8)), firstHot, lastHot, total);
    }
}
