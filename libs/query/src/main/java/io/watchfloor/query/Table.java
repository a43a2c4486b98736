package io.watchfloor.query;

import java.util.Set;

/**
 * Rows with columns, as the evaluator sees a block of events: row {@code n} has the value of a field that event {@code n} has. Names
 * and values are those of {@link Document}.
 */
public interface Table {

    /** How many rows there are; they count from 0. */
    int rows();

    /** The names of the columns: the fields that some row has. A family or free text asks for all it covers. */
    Set<String> fields();

    /**
     * Sets in {@code into} the rows in which some value of {@code field} passes, and leaves the other bits as they are. Nothing for an
     * unknown field.
     *
     * @param into one bit per row, row {@code n} in bit {@code n % 64} of word {@code n / 64}; {@code rows / 64} words, rounded up
     */
    void select(String field, ColumnTest test, long[] into);
}
