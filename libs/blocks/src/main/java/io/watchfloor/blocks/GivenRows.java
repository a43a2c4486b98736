package io.watchfloor.blocks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that are at hand. */
record GivenRows(List<? extends Map<String, ?>> events) implements RowSource {

    @Override
    public int size() {
        return events.size();
    }

    @Override
    public @Nullable Object value(String field, int row) {
        return events.get(row).get(field);
    }

    @Override
    public Block encode(int[] rows, ValueSink sink) {
        return BlockEncoder.encode(Arrays.stream(rows).mapToObj(events::get).toList(), sink);
    }
}
