package io.watchfloor.blocks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of which blocks can be made, by their numbers from 0 on. */
public sealed interface RowSource permits GivenRows, ColumnRows {

    /** Events as {@link BlockEncoder} takes them. */
    static RowSource of(List<? extends Map<String, ?>> events) {
        return new GivenRows(events);
    }

    /**
     * All events of blocks, one block after the other, without making events of them. All frames must have been supplied.
     *
     * @throws CorruptBlockException when a block is damaged
     */
    static RowSource merging(List<BlockReader> blocks) {
        return ColumnRows.of(blocks);
    }

    int size();

    /** The value of a field in an event, or null when it does not have it. */
    @Nullable
    Object value(String field, int row);

    /**
     * A block of some of the events, 1 to {@link BlockEncoder#MOST_ROWS}: the same whatever they are kept in, but for the order of fields
     * that were gathered, which is that in which they came first of all.
     *
     * @param rows each at most once
     * @throws IllegalArgumentException as {@link BlockEncoder#encode(List, ValueSink)}
     */
    Block encode(int[] rows, ValueSink sink);
}
