package io.watchfloor.detection.stream;

import io.watchfloor.rules.window.FollowUp;
import io.watchfloor.rules.window.Hit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of one group's entries: group id, kind, time so that bytes order as time does, then the event's id. Hits come
 * first, so that only a search for the oldest of them meets those that were forgotten.
 */
record EntryKeys(byte[] id) {
    private static final byte HIT = 'a';
    private static final byte BURST = 'b';
    private static final byte FOLLOW_UP = 'c';
    private static final byte SAMPLE = 's';
    private static final byte TERM = 't';
    private static final byte END = 'z';
    private static final int TIME_AT = 16 + 1;

    Bytes group() {
        return Bytes.wrap(id);
    }

    /** Before every entry of the group. */
    Bytes first() {
        return key((byte) 0, Long.MIN_VALUE, new byte[0]);
    }

    /** After every hit, burst and follow-up. */
    Bytes last() {
        return key((byte) (FOLLOW_UP + 1), Long.MIN_VALUE, new byte[0]);
    }

    /** Before every burst, after every hit. */
    Bytes afterHits() {
        return key(BURST, Long.MIN_VALUE, new byte[0]);
    }

    /** One of the places for events that are kept as samples. */
    Bytes sample(int place) {
        return key(SAMPLE, place, new byte[0]);
    }

    /** Before every sample. */
    Bytes samples() {
        return key(SAMPLE, Long.MIN_VALUE, new byte[0]);
    }

    /** A value that the group has had. */
    Bytes term(String term) {
        return key(TERM, 0, term.getBytes(StandardCharsets.UTF_8));
    }

    /** Before every value, after every sample. */
    Bytes terms() {
        return key(TERM, Long.MIN_VALUE, new byte[0]);
    }

    /**
     * A key that is always there, behind all others: a search for what the group does not have ends here and not among
     * the forgotten hits of the next group, which the store walks over one by one until it has compacted them.
     */
    Bytes end() {
        return key(END, 0, new byte[0]);
    }

    Bytes hit(Hit hit) {
        return key(HIT, hit.timeMs(), hit.eventId().getBytes(StandardCharsets.UTF_8));
    }

    /** Before every hit of this time. */
    Bytes hitsAt(long timeMs) {
        return key(HIT, timeMs, new byte[0]);
    }

    /** After every hit of this time. */
    Bytes hitsUntil(long timeMs) {
        return timeMs == Long.MAX_VALUE ? afterHits() : hitsAt(timeMs + 1);
    }

    Bytes followUp(FollowUp followUp) {
        byte[] eventId = followUp.eventId().getBytes(StandardCharsets.UTF_8);
        byte[] rest = ByteBuffer.allocate(eventId.length + 1)
                .put(eventId)
                .put((byte) followUp.index())
                .array();
        return key(FOLLOW_UP, followUp.timeMs(), rest);
    }

    /** Before every follow-up of this time. */
    Bytes followUpsAt(long timeMs) {
        return key(FOLLOW_UP, timeMs, new byte[0]);
    }

    Bytes burst(long firstHotMs) {
        return key(BURST, firstHotMs, new byte[0]);
    }

    boolean isBurst(Bytes key) {
        return key.get()[id.length] == BURST;
    }

    static Hit hit(Bytes key) {
        byte[] bytes = key.get();
        int rest = TIME_AT + Long.BYTES;
        return new Hit(time(bytes), new String(bytes, rest, bytes.length - rest, StandardCharsets.UTF_8));
    }

    static FollowUp followUp(Bytes key) {
        byte[] bytes = key.get();
        int rest = TIME_AT + Long.BYTES;
        String eventId = new String(bytes, rest, bytes.length - 1 - rest, StandardCharsets.UTF_8);
        return new FollowUp(time(bytes), eventId, bytes[bytes.length - 1]);
    }

    private static long time(byte[] key) {
        return ByteBuffer.wrap(key, TIME_AT, Long.BYTES).getLong() ^ Long.MIN_VALUE;
    }

    private Bytes key(byte kind, long timeMs, byte[] rest) {
        return Bytes.wrap(ByteBuffer.allocate(TIME_AT + Long.BYTES + rest.length)
                .put(id)
                .put(kind)
                .putLong(timeMs ^ Long.MIN_VALUE)
                .put(rest)
                .array());
    }
}
