package io.watchfloor.blocks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values of a column in all rows, or in one of its row groups. */
record Chunk(Presence presence, Values values, Codes codes) {

    /** Sets the bits of the rows in which a value passes; the chunk begins at {@code first}. */
    void select(Probe probe, int first, long[] into) {
        boolean[] passed = new boolean[values.size()];
        if (!values.test(probe, passed)) {
            return;
        }
        if (passed.length == 1) {
            presence.select(first, into);
            return;
        }
        int count = presence.count();
        for (int i = 0; i < count; i++) {
            if (passed[codes.of(i)]) {
                int row = first + presence.row(i);
                into[row >>> 6] |= 1L << row;
            }
        }
    }

    /** The value of a row of the chunk, or null. */
    @Nullable
    Object value(int row) {
        int index = presence.index(row);
        return index < 0 ? null : values.value(code(index));
    }

    /** The UUID in a row of the chunk, or null. */
    @Nullable
    UUID uuid(int row) {
        int index = presence.index(row);
        if (index < 0) {
            return null;
        }
        return values instanceof UuidValues uuids
                ? uuids.uuid(code(index))
                : UUID.fromString(String.valueOf(values.value(code(index))));
    }

    /** Takes the value of a row. */
    @FunctionalInterface
    interface RowValues {
        void take(int place, Object value);
    }

    /** Gives the values of rows with a place, which is not negative. */
    void each(int[] places, RowValues into) {
        int count = presence.count();
        for (int i = 0; i < count; i++) {
            int place = places[presence.row(i)];
            if (place >= 0) {
                into.take(place, values.value(code(i)));
            }
        }
    }

    /** A single value has no codes. */
    private int code(int index) {
        return values.size() == 1 ? 0 : codes.of(index);
    }

    /** Counts the values of the rows whose bits are set; the chunk begins at {@code first}. */
    void count(long[] rows, int first, ValueCounts into) {
        int[] counts = new int[values.size()];
        int count = presence.count();
        for (int i = 0; i < count; i++) {
            int row = first + presence.row(i);
            counts[code(i)] += (int) (rows[row >>> 6] >>> row & 1);
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                values.count(i, counts[i], into);
            }
        }
    }
}
