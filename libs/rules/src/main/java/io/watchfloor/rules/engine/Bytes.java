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

    /** The high bits of a product depend on all bits of the value, so they are put low, where tables look. */
    private static long mix(long value) {
        return Long.reverseBytes(value * 0xFF51AFD7ED558CCDL);
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

    /** Where {@code wanted} stands first in {@code [from, to)}, behind which eight more bytes can be read; {@code to} if nowhere. */
    static int find(byte[] text, int from, int to, byte wanted) {
        long all = ONES * (wanted & 0xFF);
        for (int at = from; at < to; at += Long.BYTES) {
            long differs = word(text, at) ^ all;
            long found = (differs - ONES) & ~differs & TOPS;
            if (found != 0) {
                return Math.min(to, at + (Long.numberOfTrailingZeros(found) >>> 3));
            }
        }
        return to;
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

    /** Whether {@code part}, folded, stands in ASCII at {@code at}, whatever its case. */
    static boolean equalsFolded(byte[] text, int at, byte[] part) {
        for (int i = 0; i < part.length; i++) {
            byte b = text[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != part[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether no character in {@code [from, to)} of a JSON string, beyond ASCII or written as {@code \}{@code uXXXX}, could fold to a sign of ASCII's.
     * Dotted and dotless i, the long s and the sign of Kelvin do.
     */
    static boolean foldsApart(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = json[i];
            boolean odd = b == (byte) 0xC4 || b == (byte) 0xC5 || b == (byte) 0xE2 || b == '\\';
            if (odd && i + 1 < to && isOdd(b, json[i + 1])) {
                return false;
            }
            i += b == '\\' ? 1 : 0;
        }
        return true;
    }

    private static boolean isOdd(byte lead, byte next) {
        return switch (lead) {
            case '\\' -> next == 'u';
            case (byte) 0xC4 -> next == (byte) 0xB0 || next == (byte) 0xB1;
            case (byte) 0xC5 -> next == (byte) 0xBF;
            default -> next == (byte) 0x84;
        };
    }
}
