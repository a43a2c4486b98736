package io.watchfloor.blocks;

import org.jspecify.annotations.Nullable;

/**
 * All of a column.
 *
 * @param rows with a value; null when all have one
 * @param values in the width that columns have; in row groups the same may be there several times
 * @param numbers for each of the rows, which of the values it has
 */
record ColumnContents(int @Nullable [] rows, Object[] values, int[] numbers) {

    static ColumnContents of(RowGroups groups, Chunk[] chunks) {
        int count = 0;
        int size = 0;
        for (Chunk chunk : chunks) {
            count += chunk.presence().count();
            size += chunk.distinct();
        }
        int[] rows = new int[count];
        int[] numbers = new int[count];
        Object[] values = new Object[size];
        int at = 0;
        int first = 0;
        for (int group = 0; group < chunks.length; group++) {
            Chunk chunk = chunks[group];
            chunk.copyRows(groups.first(group), rows, at);
            chunk.copyNumbers(first, numbers, at);
            chunk.copyValues(values, first);
            at += chunk.presence().count();
            first += chunk.distinct();
        }
        return new ColumnContents(count == groups.rows() ? null : rows, values, numbers);
    }
}
