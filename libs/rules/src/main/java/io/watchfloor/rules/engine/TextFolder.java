package io.watchfloor.rules.engine;

import io.watchfloor.query.Fold;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of JSON strings into text: unescaped, and folded if asked for. The result stands in a buffer that the next call reuses. */
final class TextFolder {
    private byte[] buffer = new byte[4096];
    private int length;

    /** How long the last result is, in bytes. */
    int length() {
        return length;
    }

    /** The folded text in UTF-8, from 0 to {@link #length}. */
    byte[] fold(byte kind, byte[] bytes, int from, int to) {
        reserve(to - from);
        if (Slots.isEscaped(kind)) {
            unescapeInto(bytes, from, to);
        } else {
            length = to - from;
            System.arraycopy(bytes, from, buffer, 0, length);
        }
        if (kind == Slots.WIDE) {
            set(folded(new String(buffer, 0, length, StandardCharsets.UTF_8)));
        } else {
            lower();
        }
        return buffer;
    }

    /** The buffer has room for a whole word behind the text. */
    private void lower() {
        for (int i = 0; i < length; i += 8) {
            Bytes.LONG.set(buffer, i, Bytes.lower(Bytes.word(buffer, i)));
        }
    }

    /** The text in UTF-8, from 0 to {@link #length}. */
    byte[] unescape(byte[] bytes, int from, int to) {
        reserve(to - from);
        unescapeInto(bytes, from, to);
        return buffer;
    }

    /** The text. */
    String text(byte kind, byte[] bytes, int from, int to) {
        if (!Slots.isEscaped(kind)) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        return new String(unescape(bytes, from, to), 0, length, StandardCharsets.UTF_8);
    }

    /** The folded form of a rule's text, as {@link #fold} makes it of an event's. */
    static byte[] folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            folded.appendCodePoint(Fold.fold(point));
            i += Character.charCount(point);
        }
        return folded.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void set(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, buffer, 0, text.length);
        length = text.length;
    }

    private void reserve(int size) {
        if (buffer.length < size + 8) {
            buffer = new byte[size * 2 + 8];
        }
    }

    /** An escape never takes fewer bytes than what it stands for. */
    private void unescapeInto(byte[] bytes, int from, int to) {
        length = 0;
        int i = from;
        while (i < to) {
            i = copyToBackslash(bytes, i, to);
            if (i + 1 >= to) {
                System.arraycopy(bytes, i, buffer, length, to - i);
                length += to - i;
                return;
            }
            if (bytes[i + 1] == 'u') {
                i = unicode(bytes, i, to);
            } else {
                buffer[length++] = simple(bytes[i + 1]);
                i += 2;
            }
        }
    }

    /** Copies up to the next backslash; where it stands. The buffer has room for a whole word behind the text. */
    private int copyToBackslash(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to) {
            long word = Bytes.word(bytes, i);
            long found = Bytes.backslashes(word);
            Bytes.LONG.set(buffer, length, word);
            if (found != 0) {
                int count = Long.numberOfTrailingZeros(found) >>> 3;
                length += count;
                return i + count;
            }
            length += 8;
            i += 8;
        }
        while (i < to && bytes[i] != '\\') {
            buffer[length++] = bytes[i++];
        }
        return i;
    }

    private static byte simple(byte escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escape;
        };
    }

    /** Writes the character of one or two {@code \}{@code uXXXX}; where the rest begins. */
    private int unicode(byte[] bytes, int at, int to) {
        int high = unit(bytes, at, to);
        int rest = Math.min(to, at + 6);
        if (high < 0) {
            buffer[length++] = '?';
            return rest;
        }
        int low = Character.isHighSurrogate((char) high) ? unit(bytes, rest, to) : -1;
        boolean pair = low >= 0 && Character.isLowSurrogate((char) low);
        int point = pair ? Character.toCodePoint((char) high, (char) low) : high;
        byte[] utf8 = Character.toString(point).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, buffer, length, utf8.length);
        length += utf8.length;
        return pair ? rest + 6 : rest;
    }

    /** The UTF-16 unit that is escaped at {@code at}, or -1. */
    private static int unit(byte[] bytes, int at, int to) {
        if (at + 6 > to || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return -1;
        }
        int value = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
