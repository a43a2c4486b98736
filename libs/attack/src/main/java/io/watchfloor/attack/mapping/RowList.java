package io.watchfloor.attack.mapping;

import java.util.Arrays;

/** Rows of the model that features of one kind fall into. */
final class RowList {
    private int[] rows = new int[64];
    private int size;

    void add(int row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
        }
        rows[size++] = row;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Each once, ascending. */
    int[] distinct() {
        int[] sorted = Arrays.copyOf(rows, size);
        Arrays.sort(sorted);
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[kept++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }
}
