package io.watchfloor.blocks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that become events again, column by column. */
final class EventRows {
    /** So many rows are looked for together; fewer one by one. */
    private static final int MANY = 6;

    private final int[] rows;
    private final List<Map<String, Object>> events;
    /** The place of each row of the block among those asked for; null when few are asked for or one is twice. */
    private final int @Nullable [] places;

    private final long[] wanted;

    /** @param size rows of the block */
    EventRows(int[] rows, int size) {
        this.rows = rows;
        this.events = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            events.add(new LinkedHashMap<>(64));
        }
        this.wanted = new long[size + 63 >> 6];
        this.places = rows.length < MANY ? null : places(size);
    }

    private int @Nullable [] places(int size) {
        int[] found = new int[size];
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

    /** Takes the values of a column that is one chunk. */
    void take(String field, Chunk chunk) {
        int[] known = places;
        if (known != null) {
            chunk.each(wanted, (row, value) -> events.get(known[row]).put(field, value));
            return;
        }
        for (int i = 0; i < rows.length; i++) {
            put(i, field, chunk.value(rows[i]));
        }
    }

    /** Gives the chunk of a row group. */
    @FunctionalInterface
    interface Chunks {
        Chunk of(int group);
    }

    /** Takes the values of a column in row groups. */
    void take(String field, RowGroups groups, Chunks chunks) {
        for (int i = 0; i < rows.length; i++) {
            int group = groups.of(rows[i]);
            put(i, field, chunks.of(group).value(rows[i] - groups.first(group)));
        }
    }

    private void put(int place, String field, @Nullable Object value) {
        if (value != null) {
            events.get(place).put(field, value);
        }
    }

    List<Map<String, Object>> events() {
        return events;
    }
}
