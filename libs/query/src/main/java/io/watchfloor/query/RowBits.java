package io.watchfloor.query;

/** Sets of rows, a bit each. */
final class RowBits {

    private RowBits() {}

    static long[] none(int rows) {
        return new long[(rows + 63) >>> 6];
    }

    static boolean isEmpty(long[] rows) {
        for (long word : rows) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    static void add(long[] into, long[] rows) {
        for (int i = 0; i < into.length; i++) {
            into[i] |= rows[i];
        }
    }

    static void keep(long[] into, long[] rows) {
        for (int i = 0; i < into.length; i++) {
            into[i] &= rows[i];
        }
    }

    /** Adds those of the first {@code count} rows that are not in {@code rows}. */
    static void addOthers(long[] into, long[] rows, int count) {
        for (int i = 0; i < into.length; i++) {
            into[i] |= ~rows[i] & within(i, count);
        }
    }

    /** The bits of word {@code index} that stand for one of {@code count} rows. */
    private static long within(int index, int count) {
        int left = count - (index << 6);
        return left >= 64 ? -1L : (1L << left) - 1;
    }
}
