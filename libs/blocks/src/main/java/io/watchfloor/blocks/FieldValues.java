package io.watchfloor.blocks;

/**
 * The values of one field that become a column.
 *
 * @param rows that have a value, ascending; there may be more behind those of {@code values}
 * @param values of these rows, in their order
 */
record FieldValues(String name, int[] rows, Distinct values) {

    int size() {
        return values.size();
    }

    int row(int index) {
        return rows[index];
    }

    /** The rows from {@code firstRow} on; {@code from} is the index of the first value in or behind them. */
    Stretch stretch(int firstRow, int count, int from) {
        int to = from;
        while (to < size() && rows[to] < firstRow + count) {
            to++;
        }
        return new Stretch(firstRow, count, from, to);
    }
}
