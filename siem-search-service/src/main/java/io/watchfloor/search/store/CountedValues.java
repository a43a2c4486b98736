package io.watchfloor.search.store;

import io.watchfloor.blocks.BlockReader;
import io.watchfloor.blocks.ValueCounts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a field in rows of a block, and in how many of the rows each is. A value may be there several times. */
final class CountedValues implements ValueCounts {
    /** Bytes of a text beside its characters; a number or truth value takes less. */
    private static final int TEXT_BYTES = 48;
    /** Bytes for a value beside itself. */
    private static final int ENTRY_BYTES = 12;

    private Object[] values;
    private int[] rows;
    private int size;

    private CountedValues(int room) {
        values = new Object[room];
        rows = new int[room];
    }

    /** @param bits one for each row, as {@link BlockReader#count} has them */
    static CountedValues of(BlockReader block, String field, long[] bits) {
        CountedValues counted = new CountedValues(8);
        block.count(field, bits, counted);
        return counted;
    }

    @Override
    public void add(Object value, int inRows) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
            rows = Arrays.copyOf(rows, size * 2);
        }
        values[size] = value;
        rows[size++] = inRows;
    }

    /** Gives all again. */
    void each(ValueCounts into) {
        for (int i = 0; i < size; i++) {
            into.add(values[i], rows[i]);
        }
    }

    /** The same, each value once, in no more room than they need. */
    CountedValues compact() {
        Map<Object, Integer> once = new LinkedHashMap<>();
        each((value, inRows) -> once.merge(value, inRows, Integer::sum));
        CountedValues compact = new CountedValues(once.size());
        once.forEach(compact::add);
        return compact;
    }

    /** Bytes that it takes, about. */
    long memory() {
        long bytes = 2 * ENTRY_BYTES + (long) ENTRY_BYTES * values.length;
        for (int i = 0; i < size; i++) {
            bytes += TEXT_BYTES + (values[i] instanceof String text ? 2L * text.length() : 0);
        }
        return bytes;
    }
}
