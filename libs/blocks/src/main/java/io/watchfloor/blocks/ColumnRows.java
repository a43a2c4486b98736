package io.watchfloor.blocks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events by their columns. Those of blocks become rows of other blocks column by column: each distinct value is read once, and what is moved
 * are its numbers.
 */
final class ColumnRows implements RowSource {
    private final long[] times;
    /** The first row of each block, and behind the last. */
    private final int[] starts;

    private final Map<String, FieldColumn> fields;

    /**
     * @param times of all rows
     * @param starts the first row of each block, and behind the last
     */
    ColumnRows(long[] times, int[] starts, Map<String, FieldColumn> fields) {
        this.times = times;
        this.starts = starts;
        this.fields = fields;
    }

    static ColumnRows of(List<BlockReader> blocks) {
        int[] starts = new int[blocks.size() + 1];
        Map<String, List<FieldColumn.Source>> sources = new LinkedHashMap<>();
        for (int block = 0; block < blocks.size(); block++) {
            BlockReader reader = blocks.get(block);
            starts[block + 1] = starts[block] + reader.rows();
            int place = 0;
            for (Column column : reader.directory().columns().values()) {
                sources.computeIfAbsent(column.name(), _ -> new ArrayList<>())
                        .add(new FieldColumn.Source(block, place++, reader, column));
            }
        }
        Map<String, FieldColumn> fields = new LinkedHashMap<>();
        sources.forEach((name, of) -> fields.put(name, FieldColumn.of(name, blocks.size(), of)));
        return new ColumnRows(times(blocks, starts), starts, fields);
    }

    private static long[] times(List<BlockReader> blocks, int[] starts) {
        long[] times = new long[starts[blocks.size()]];
        for (int block = 0; block < blocks.size(); block++) {
            System.arraycopy(blocks.get(block).times(), 0, times, starts[block], starts[block + 1] - starts[block]);
        }
        return times;
    }

    @Override
    public int size() {
        return times.length;
    }

    @Override
    public @Nullable Object value(String field, int row) {
        FieldColumn found = fields.get(field);
        if (found == null) {
            return null;
        }
        int block = block(row);
        return found.value(block, row - starts[block]);
    }

    private int block(int row) {
        int found = Arrays.binarySearch(starts, row);
        return found < 0 ? -2 - found : found;
    }

    /** Of a field the place among the fields of the row that has it first. */
    private record Placed(int place, FieldValues values) {}

    @Override
    public Block encode(int[] rows, ValueSink sink) {
        BlockEncoder.checkRows(rows.length);
        int[] ordered = ordered(rows);
        TakenRows taken = taken(ordered);
        return BlockEncoder.encode(
                Arrays.stream(ordered).mapToLong(row -> times[row]).toArray(),
                fields.values().stream()
                        .map(field -> placed(field, ordered, taken))
                        .flatMap(Collection::stream)
                        .sorted(Comparator.<Placed>comparingInt(
                                        field -> field.values().row(0))
                                .thenComparingInt(Placed::place))
                        .map(Placed::values),
                sink);
    }

    private int[] ordered(int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row -> new Timed<>(times[row], BlockEncoder.id(value(BlockEncoder.ID, row)), row))
                .sorted()
                .mapToInt(Timed::item)
                .toArray();
    }

    private TakenRows taken(int[] ordered) {
        TakenRows taken = new TakenRows(starts, ordered.length);
        for (int to = 0; to < ordered.length; to++) {
            int block = block(ordered[to]);
            taken.add(block, ordered[to] - starts[block], to);
        }
        return taken;
    }

    private List<Placed> placed(FieldColumn field, int[] ordered, TakenRows taken) {
        FieldValues values = field.values(taken);
        return values == null ? List.of() : List.of(new Placed(field.place(block(ordered[values.row(0)])), values));
    }
}
