package io.watchfloor.blocks;

/** UUIDs in lower case (RFC 9562 §4), as sixteen bytes in the order in which they are written. */
final class UuidText {
    static final int LENGTH = 36;
    static final int BYTES = 16;
    /** The bytes of the time at the beginning of ids of events. */
    static final int TIME_BYTES = 6;

    static final long TIME = (1L << TIME_BYTES * Byte.SIZE) - 1;

    private UuidText() {}

    /** Reads a UUID: false when the text is none that {@link #format} would write. */
    static boolean parse(String text, byte[] into, int at) {
        if (text.length() != LENGTH) {
            return false;
        }
        int next = 0;
        for (int i = 0; i < BYTES; i++) {
            if (isBehindDash(i) && text.charAt(next++) != '-') {
                return false;
            }
            int value = digit(text.charAt(next++)) << 4 | digit(text.charAt(next++));
            if (value < 0) {
                return false;
            }
            into[at + i] = (byte) value;
        }
        return true;
    }

    private static boolean isBehindDash(int index) {
        return index >= 4 && index <= 10 && index % 2 == 0;
    }

    private static int digit(char c) {
        return c >= 'A' && c <= 'F' ? HexText.NONE : HexText.digit(c);
    }

    static void format(byte[] from, int at, byte[] into) {
        int next = 0;
        for (int i = 0; i < BYTES; i++) {
            if (isBehindDash(i)) {
                into[next++] = '-';
            }
            HexText.format(from[at + i], false, into, next);
            next += 2;
        }
    }

    /** The first 48 bits. */
    static long time(byte[] bytes, int at) {
        long time = 0;
        for (int i = 0; i < TIME_BYTES; i++) {
            time = time << 8 | bytes[at + i] & 0xff;
        }
        return time;
    }
}
