package io.watchfloor.parsers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * Deterministic event ids in the shape of UUID version 7 (RFC 9562 §5.7): 48 bits of event time in milliseconds, then
 * SHA-256 bits of who sent what. The order of ids is the order of event times, and the same input gets the same id
 * wherever and however often it arrives.
 */
public final class EventId {
    private static final long MAX_MILLIS = (1L << 48) - 1;
    private static final byte SENDER_ID = 1;
    private static final byte RAW_BYTES = 2;

    private EventId() {}

    /** The id of an event to which the sender gave an id of its own. */
    public static String of(Instant time, String tenant, String source, String senderId) {
        return format(time, digest(tenant, source, SENDER_ID, utf8(senderId), 0));
    }

    /**
     * The id of an event without an id of the sender's.
     *
     * @param raw the input as received
     * @param ordinal see {@link Receipt#ordinal()}
     */
    public static String of(Instant time, String tenant, String source, byte[] raw, int ordinal) {
        return format(time, digest(tenant, source, RAW_BYTES, raw, ordinal));
    }

    /** The smallest id an event of this time can have. Times before 1970 count as 1970. */
    public static UUID lowest(Instant time) {
        return new UUID(millis(time) << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }

    /** The greatest id an event of this time can have. */
    public static UUID highest(Instant time) {
        return new UUID(millis(time) << 16 | 0x7fff, 0xbfff_ffff_ffff_ffffL);
    }

    private static long millis(Instant time) {
        return Math.clamp(time.toEpochMilli(), 0, MAX_MILLIS);
    }

    private static String format(Instant time, ByteBuffer hash) {
        long high = millis(time) << 16 | 0x7000 | (hash.getLong() & 0x0fff);
        long low = 0x8000_0000_0000_0000L | (hash.getLong() & 0x3fff_ffff_ffff_ffffL);
        return new UUID(high, low).toString();
    }

    private static ByteBuffer digest(String tenant, String source, byte kind, byte[] identity, int ordinal) {
        MessageDigest sha256 = sha256();
        byte[] tenantBytes = utf8(tenant);
        byte[] sourceBytes = utf8(source);
        // Lengths before contents, so that no two different inputs are the same bytes.
        sha256.update(ByteBuffer.allocate(13)
                .put(kind)
                .putInt(tenantBytes.length)
                .putInt(sourceBytes.length)
                .putInt(ordinal)
                .flip());
        sha256.update(tenantBytes);
        sha256.update(sourceBytes);
        return ByteBuffer.wrap(sha256.digest(identity));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
