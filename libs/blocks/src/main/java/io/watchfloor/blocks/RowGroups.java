package io.watchfloor.blocks;

/**
 * How the rows of a column are divided.
 *
 * @param rows of the block
 * @param shift 0 for one chunk of all rows, else chunks of {@code 1 << shift} rows
 */
record RowGroups(int rows, int shift) {

    int count() {
        return shift == 0 ? 1 : (rows - 1 >> shift) + 1;
    }

    int of(int row) {
        return shift == 0 ? 0 : row >> shift;
    }

    int first(int group) {
        return shift == 0 ? 0 : group << shift;
    }

    int size(int group) {
        return shift == 0 ? rows : Math.min(1 << shift, rows - first(group));
    }
}
