package io.watchfloor.blocks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes events field by field, of which blocks are to be made then. Of values that come again only the first stays in memory. One thread at
 * a time.
 */
public final class RowGatherer {
    private final Map<String, Gathered> fields = new LinkedHashMap<>();
    private final Gathered start = new Gathered("");
    private Gathered last = start;
    private long[] times = new long[64];
    private int rows;

    /** A field that has values so far. */
    private static final class Gathered {
        private final String name;
        private final ValueDictionary values = new ValueDictionary();
        private int[] rows = new int[8];
        private int[] numbers = new int[8];
        private int size;
        /** What came behind it last. */
        private @Nullable Gathered next;

        Gathered(String name) {
            this.name = name;
        }

        void add(int row, Object value) {
            if (size > 0 && rows[size - 1] == row) {
                size--;
            }
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            rows[size] = row;
            numbers[size++] = values.number(FieldRows.widened(value));
        }

        FieldColumn column(int place, int ofRows) {
            return FieldColumn.of(
                    name,
                    values.values(),
                    place,
                    size == ofRows ? null : Arrays.copyOf(rows, size),
                    Arrays.copyOf(numbers, size));
        }
    }

    /**
     * Takes the value of a field of the event that is being taken; a field that comes again has the last one.
     *
     * @param value as {@link BlockEncoder} takes it
     */
    public void add(String field, Object value) {
        Gathered guess = last.next;
        if (guess == null || !guess.name.equals(field)) {
            guess = fields.computeIfAbsent(field, Gathered::new);
            last.next = guess;
        }
        last = guess;
        guess.add(rows, value);
    }

    /**
     * Ends the event.
     *
     * @param timestamp its {@code @timestamp}
     * @throws IllegalArgumentException when it is no time; nothing more can be taken then
     */
    public void end(@Nullable Object timestamp) {
        if (rows == times.length) {
            times = Arrays.copyOf(times, rows * 2);
        }
        times[rows++] = BlockEncoder.time(timestamp);
        last = start;
    }

    /** The events that ended, by their numbers in the order in which they came; no more can be taken then. */
    public RowSource rows() {
        Map<String, FieldColumn> columns = new LinkedHashMap<>();
        for (Gathered field : fields.values()) {
            columns.put(field.name, field.column(columns.size(), rows));
        }
        return new ColumnRows(Arrays.copyOf(times, rows), new int[] {0, rows}, columns);
    }
}
