package io.watchfloor.blocks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Texts as bytes: UTF-8, in which a surrogate without its other half, which JSON can spell, has the three bytes of its number (WTF-8), so
 * that every text comes back as it was.
 */
final class TextBytes {
    private static final char REPLACED = '\uFFFD';
    private static final byte FIRST_OF_SURROGATE = (byte) 0xed;
    private static final int SECOND_OF_SURROGATE = 0xa0;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = LOW_BITS << 7;
    private static final long QUESTION_MARKS = LOW_BITS * '?';

    private TextBytes() {}

    static byte[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return holdsQuestionMark(bytes) && hasLoneSurrogate(text) ? encodeLoneSurrogates(text) : bytes;
    }

    /** What cannot be encoded becomes a question mark. */
    private static boolean holdsQuestionMark(byte[] bytes) {
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            // A byte that is a question mark becomes 0, the only one that borrows.
            long others = (long) LONG.get(bytes, at) ^ QUESTION_MARKS;
            if ((others - LOW_BITS & ~others & HIGH_BITS) != 0) {
                return true;
            }
        }
        while (at < bytes.length && bytes[at] != '?') {
            at++;
        }
        return at < bytes.length;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(TextBytes::isSurrogate);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static byte[] encodeLoneSurrogates(String text) {
        BytesOut out = new BytesOut(text.length() * 3);
        text.codePoints().forEach(codePoint -> encode(codePoint, out));
        return out.toArray();
    }

    private static void encode(int codePoint, BytesOut out) {
        if (isSurrogate(codePoint)) {
            out.u8(0xe0 | codePoint >> 12);
            out.u8(0x80 | codePoint >> 6 & 0x3f);
            out.u8(0x80 | codePoint & 0x3f);
        } else {
            byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
            out.bytes(bytes, 0, bytes.length);
        }
    }

    /** Whether encoded texts are UTF-8: none holds a surrogate without its other half. */
    static boolean isUtf8(byte[] bytes, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (bytes[i] == FIRST_OF_SURROGATE && (bytes[i + 1] & 0xff) >= SECOND_OF_SURROGATE) {
                return false;
            }
        }
        return true;
    }

    /** @throws CorruptBlockException when the bytes are no text */
    static String decode(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        return text.indexOf(REPLACED) < 0 ? text : decodeSlowly(new BytesIn(bytes, from, from + length, 0), length);
    }

    private static String decodeSlowly(BytesIn in, int length) {
        StringBuilder text = new StringBuilder(length);
        while (in.remaining() > 0) {
            text.appendCodePoint(codePoint(in));
        }
        return text.toString();
    }

    private static int codePoint(BytesIn in) {
        int first = in.u8();
        if (first < 0x80) {
            return first;
        }
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        int value = first & (0x3f >> more);
        for (int i = 0; i < more; i++) {
            int next = in.u8();
            value = (next & 0xc0) == 0x80 ? value << 6 | next & 0x3f : Integer.MAX_VALUE;
        }
        int least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
        if (first < 0xc0 || first >= 0xf8 || value < least || value > Character.MAX_CODE_POINT) {
            throw new CorruptBlockException("a text is not UTF-8");
        }
        return value;
    }
}
