package io.watchfloor.blocks;

/** Takes how often values occur. */
@FunctionalInterface
public interface ValueCounts {
    /**
     * A value of a column, of a list each element, is in so many more rows. A value may come several times.
     *
     * @param value a text, number or truth value
     * @param rows at least one
     */
    void add(Object value, int rows);
}
