package io.watchfloor.blocks;

/**
 * A run of rows and the values that a field has in them.
 *
 * @param firstRow the first row
 * @param rows how many rows
 * @param from the first of the field's values in these rows
 * @param to behind the last
 */
record Stretch(int firstRow, int rows, int from, int to) {

    int values() {
        return to - from;
    }
}
