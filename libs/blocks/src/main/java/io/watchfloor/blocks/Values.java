package io.watchfloor.blocks;

/** The distinct values of a chunk, or its values one by one where they hardly repeat. */
interface Values {

    int size();

    /** The value as an event has it. */
    Object value(int index);

    /** Marks in {@code passed}, which is all false, the values that pass: whether there are any. */
    boolean test(Probe probe, boolean[] passed);

    /** Tells the value. */
    default void tell(int index, FieldSink sink) {
        sink.value(value(index));
    }

    /** About how many bytes the value takes as JSON, without quotes and escapes. */
    default int length(int index) {
        return value(index).toString().length();
    }

    /** Adds the value to counts: that it is in {@code rows} rows. */
    default void count(int index, int rows, ValueCounts into) {
        into.add(value(index), rows);
    }
}
