package io.watchfloor.blocks;

import java.util.Arrays;

/** Rows of several blocks on their way into a new one: where each comes from and goes to, and the numbers of one field's values. */
final class TakenRows {
    private static final int NOWHERE = -1;

    private final int[][] from;
    private final int[][] to;
    private final int[] counts;
    /** By block and row of it the row of the new block. */
    private final int[][] targets;

    private final int[] numbers;
    private final long[] present;
    private final Renumbering renumbering = new Renumbering(0);

    /**
     * @param starts the first row of each block, and behind the last
     * @param rows of the new block
     */
    TakenRows(int[] starts, int rows) {
        int blocks = starts.length - 1;
        this.from = new int[blocks][16];
        this.to = new int[blocks][16];
        this.counts = new int[blocks];
        this.targets = new int[blocks][];
        for (int block = 0; block < blocks; block++) {
            targets[block] = new int[starts[block + 1] - starts[block]];
            Arrays.fill(targets[block], NOWHERE);
        }
        this.numbers = new int[rows];
        this.present = new long[rows + 63 >> 6];
    }

    /** The row {@code row} of a block becomes the row {@code target}, which is behind all others. */
    void add(int block, int row, int target) {
        int count = counts[block]++;
        if (count == from[block].length) {
            from[block] = Arrays.copyOf(from[block], count * 4);
            to[block] = Arrays.copyOf(to[block], count * 4);
        }
        from[block][count] = row;
        to[block][count] = target;
        targets[block][row] = target;
    }

    /** How many rows of the block are taken. */
    int count(int block) {
        return counts[block];
    }

    /** Takes the numbers of the rows of a block that all have a value. */
    void takeDense(int block, int[] of) {
        for (int i = 0; i < counts[block]; i++) {
            set(to[block][i], of[from[block][i]]);
        }
    }

    /** Takes the numbers of a block, {@code of[i]} that of row {@code rows[i]}. */
    void take(int block, int[] rows, int[] of) {
        // Few are looked for one by one.
        if (counts[block] * (long) (Integer.SIZE - Integer.numberOfLeadingZeros(rows.length)) < rows.length) {
            for (int i = 0; i < counts[block]; i++) {
                int at = Arrays.binarySearch(rows, from[block][i]);
                if (at >= 0) {
                    set(to[block][i], of[at]);
                }
            }
            return;
        }
        int[] target = targets[block];
        for (int i = 0; i < rows.length; i++) {
            if (target[rows[i]] != NOWHERE) {
                set(target[rows[i]], of[i]);
            }
        }
    }

    private void set(int row, int number) {
        numbers[row] = number;
        present[row >>> 6] |= 1L << row;
    }

    /** How many rows have a number. */
    int present() {
        int count = 0;
        for (long word : present) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** The field of which the numbers were taken, in at least one row; begins anew. */
    FieldValues field(String name, Object[] values) {
        int[] rows = new int[present()];
        int[] codes = new int[rows.length];
        Renumbering anew = renumbering.upTo(values.length);
        int count = 0;
        for (int word = 0; word < present.length; word++) {
            for (long left = present[word]; left != 0; left &= left - 1) {
                int row = (word << 6) + Long.numberOfTrailingZeros(left);
                rows[count] = row;
                codes[count++] = anew.of(numbers[row]);
            }
            present[word] = 0;
        }
        return new FieldValues(name, rows, anew.take(values, codes));
    }
}
