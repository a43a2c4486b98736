package io.watchfloor.blocks;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one field while events are gathered, by ascending rows. */
final class FieldRows {
    private final String name;
    private int[] rows = new int[8];
    private Object[] values = new Object[8];
    private int size;
    /** What came behind it last. */
    private @Nullable FieldRows next;

    FieldRows(String name) {
        this.name = name;
    }

    /** The field of this name, which comes behind this one in an event: mostly the one that did the last time. */
    FieldRows behind(String field, Map<String, FieldRows> fields) {
        FieldRows guess = next;
        if (guess != null && guess.name.equals(field)) {
            return guess;
        }
        FieldRows found = fields.computeIfAbsent(field, FieldRows::new);
        next = found;
        return found;
    }

    FieldValues values() {
        return new FieldValues(name, rows, Distinct.of(values, 0, size));
    }

    /** Adds the value of a row behind all others. Whole numbers of any width become {@code Long}. */
    void add(int row, Object value) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 4);
            values = Arrays.copyOf(values, size * 4);
        }
        rows[size] = row;
        values[size++] = widened(value);
    }

    /** The value as columns have it: whole numbers of any width as {@code Long}. */
    static Object widened(Object value) {
        return value instanceof Integer || value instanceof Short || value instanceof Byte
                ? Long.valueOf(((Number) value).longValue())
                : value;
    }
}
