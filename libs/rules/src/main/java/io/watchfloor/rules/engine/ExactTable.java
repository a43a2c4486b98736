package io.watchfloor.rules.engine;

import java.util.Arrays;
import java.util.List;

/** From whole folded values to marks. Immutable. */
final class ExactTable {
    private static final int[] NONE = {};

    private final byte[][] texts;
    private final int[][] marks;

    ExactTable(List<byte[]> values, IntList ofMarks) {
        int size = Integer.highestOneBit(Math.max(2, values.size())) * 4;
        texts = new byte[size][];
        marks = new int[size][];
        for (int i = 0; i < values.size(); i++) {
            byte[] text = values.get(i);
            int at = place(text, text.length);
            texts[at] = text;
            int[] before = marks[at] == null ? NONE : marks[at];
            marks[at] = Arrays.copyOf(before, before.length + 1);
            marks[at][before.length] = ofMarks.items[i];
        }
    }

    int[] find(byte[] text, int length) {
        int at = place(text, length);
        return texts[at] == null ? NONE : marks[at];
    }

    private int place(byte[] text, int length) {
        int at = (int) Bytes.hash(text, 0, length) & texts.length - 1;
        while (texts[at] != null && !Arrays.equals(texts[at], 0, texts[at].length, text, 0, length)) {
            at = at + 1 & texts.length - 1;
        }
        return at;
    }

    long size() {
        long bytes = 8L * texts.length;
        for (byte[] text : texts) {
            bytes += text == null ? 0 : 48 + text.length;
        }
        return bytes;
    }
}
