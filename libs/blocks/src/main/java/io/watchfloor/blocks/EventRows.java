package io.watchfloor.blocks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a block as events. Which value of which column each has is found out for all of them together; the values are made when they are
 * asked for. The frames of the rows must have been supplied. Usable from any threads.
 */
public final class EventRows {
    /** So many rows are looked for together; fewer one by one. */
    private static final int MANY = 6;

    private static final int FIRST_CELLS = 64;
    /** Braces. */
    private static final int AROUND_EVENT = 2;
    /** Quotes around name and value, a colon and a comma. */
    private static final int AROUND_FIELD = 6;

    private final BlockReader block;
    private final int[] rows;
    private final Column[] columns;
    /** Of each column that is one chunk the distinct values; none when no row has one. */
    private final @Nullable Values[] values;
    /** Of each row the columns in which it has a value, ascending, each followed by the number of the value among those of its chunk. */
    private final int[][] cells;
    /** How much of each of these is in use. */
    private final int[] sizes;

    /** @param columns not to be changed */
    EventRows(BlockReader block, int[] rows, Column[] columns) {
        this.block = block;
        this.rows = rows.clone();
        this.columns = columns;
        this.values = new Values[columns.length];
        this.cells = new int[rows.length][FIRST_CELLS];
        this.sizes = new int[rows.length];
        gather();
    }

    private void gather() {
        long[] wanted = new long[block.rows() + 63 >> 6];
        int[] places = rows.length < MANY ? null : places(wanted);
        for (int column = 0; column < columns.length; column++) {
            if (columns[column].groups().shift() > 0) {
                gatherOfGroups(column);
                continue;
            }
            Chunk chunk = block.chunk(columns[column], 0);
            boolean any = places == null ? gather(column, chunk) : gather(column, chunk, wanted, places);
            if (any) {
                values[column] = chunk.values();
            }
        }
    }

    /** The place of each row of the block among those asked for; null when one is there twice. */
    private int @Nullable [] places(long[] wanted) {
        int[] found = new int[block.rows()];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            if ((wanted[row >>> 6] >>> row & 1) != 0) {
                return null;
            }
            wanted[row >>> 6] |= 1L << row;
            found[row] = i;
        }
        return found;
    }

    private boolean gather(int column, Chunk chunk, long[] wanted, int[] places) {
        if (!chunk.presence().any(wanted)) {
            return false;
        }
        chunk.each(wanted, (row, number) -> add(places[row], column, number));
        return true;
    }

    private boolean gather(int column, Chunk chunk) {
        boolean any = false;
        for (int i = 0; i < rows.length; i++) {
            int number = chunk.number(rows[i]);
            if (number >= 0) {
                add(i, column, number);
                any = true;
            }
        }
        return any;
    }

    private void gatherOfGroups(int column) {
        RowGroups groups = columns[column].groups();
        for (int i = 0; i < rows.length; i++) {
            int group = groups.of(rows[i]);
            int number = block.chunk(columns[column], group).number(rows[i] - groups.first(group));
            if (number >= 0) {
                add(i, column, number);
            }
        }
    }

    private void add(int place, int column, int number) {
        int size = sizes[place];
        int[] of = cells[place];
        if (size == of.length) {
            of = Arrays.copyOf(of, size * 2);
            cells[place] = of;
        }
        of[size] = column;
        of[size + 1] = number;
        sizes[place] = size + 2;
    }

    /**
     * Tells all fields of one of the rows, in the order of the columns.
     *
     * @param place of the row among those that were asked for
     */
    public void tell(int place, FieldSink sink) {
        int[] of = cells[place];
        for (int i = 0; i < sizes[place]; i += 2) {
            if (sink.field(columns[of[i]].name())) {
                values(of[i], place).tell(of[i + 1], sink);
            }
        }
    }

    /** The same fields as a map that is the caller's. */
    public Map<String, Object> fields(int place) {
        int[] of = cells[place];
        Map<String, Object> fields = LinkedHashMap.newLinkedHashMap(sizes[place] / 2);
        for (int i = 0; i < sizes[place]; i += 2) {
            fields.put(columns[of[i]].name(), values(of[i], place).value(of[i + 1]));
        }
        return fields;
    }

    /** About how long the event is as JSON in UTF-8: what has to be escaped is not looked for. */
    public int bytes(int place) {
        int[] of = cells[place];
        int bytes = AROUND_EVENT;
        for (int i = 0; i < sizes[place]; i += 2) {
            bytes += columns[of[i]].name().length()
                    + AROUND_FIELD
                    + values(of[i], place).length(of[i + 1]);
        }
        return bytes;
    }

    private Values values(int column, int place) {
        Values known = values[column];
        return known == null
                ? block.chunk(columns[column], columns[column].groups().of(rows[place]))
                        .values()
                : known;
    }
}
