package io.watchfloor.rules.engine;

import java.util.Arrays;

/** The values of one event as places in its bytes. Reused from event to event. */
final class Slots {
    /** An ASCII string without escapes: its bytes are its text. */
    static final byte PLAIN = 0;
    /** An ASCII string with escapes of one letter. */
    static final byte ESCAPED = 1;
    /** A string with other characters than ASCII's, or with {@code \}{@code u} escapes. */
    static final byte WIDE = 2;
    /** A number or a boolean: its bytes are its text. */
    static final byte BARE = 3;

    static final byte NULL = 4;

    byte[][] bytes = new byte[64][];
    int[] start = new int[64];
    int[] end = new int[64];
    int[] path = new int[64];
    byte[] kind = new byte[64];
    int count;

    static boolean isEscaped(byte kind) {
        return kind == ESCAPED || kind == WIDE;
    }

    void clear() {
        count = 0;
    }

    void add(int ofPath, byte ofKind, byte[] in, int from, int to) {
        if (count == start.length) {
            grow();
        }
        bytes[count] = in;
        start[count] = from;
        end[count] = to;
        path[count] = ofPath;
        kind[count++] = ofKind;
    }

    private void grow() {
        int size = count * 2;
        bytes = Arrays.copyOf(bytes, size);
        start = Arrays.copyOf(start, size);
        end = Arrays.copyOf(end, size);
        path = Arrays.copyOf(path, size);
        kind = Arrays.copyOf(kind, size);
    }
}
