package io.watchfloor.rules.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Words of eight bytes: hashing, and looking for quotes. */
final class Bytes {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private Bytes() {}

    /** Spreads well; not for keeping, and not against an adversary: whoever uses it compares the bytes too. */
    static long hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = 0x9E3779B97F4A7C15L ^ length;
        if (length >= 8) {
            int at = from;
            for (; at + 8 < to; at += 8) {
                hash = mix(hash ^ (long) LONG.get(bytes, at));
            }
            return mix(hash ^ (long) LONG.get(bytes, to - 8));
        }
        if (length >= 4) {
            long low = (int) INT.get(bytes, from) & 0xFFFFFFFFL;
            return mix(hash ^ (low << 32 | (int) INT.get(bytes, to - 4) & 0xFFFFFFFFL));
        }
        for (int at = from; at < to; at++) {
            hash = hash << 8 ^ bytes[at];
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long mixed = value * 0xFF51AFD7ED558CCDL;
        return mixed ^ mixed >>> 32;
    }

    static long word(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** The top bit of each byte that is a quote or a backslash; the lowest set bit is right, higher ones may be wrong. */
    static long quotesAndBackslashes(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        return ((quote - ONES) & ~quote | (backslash - ONES) & ~backslash) & TOPS;
    }

    /** As {@link #quotesAndBackslashes}, for backslashes alone. */
    static long backslashes(long word) {
        long backslash = word ^ BACKSLASHES;
        return (backslash - ONES) & ~backslash & TOPS;
    }

    /** Whether a byte is outside ASCII. */
    static boolean hasWide(long word) {
        return (word & TOPS) != 0;
    }

    /** The first {@code count} bytes of a word, 0 to 7. */
    static long first(long word, int count) {
        return word & (1L << (count << 3)) - 1;
    }

    /** Eight ASCII bytes with small letters for capitals. */
    static long lower(long word) {
        long fromA = word + ONES * (0x80 - 'A');
        long behindZ = word + ONES * (0x7F - 'Z');
        return word | ((fromA ^ behindZ) & TOPS) >>> 2;
    }

    /** Whether {@code text[0, length)} holds {@code part}. */
    static boolean holds(byte[] text, int length, byte[] part) {
        int last = length - part.length;
        for (int at = 0; at <= last; at++) {
            if (text[at] == part[0] && Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
