package io.watchfloor.blocks;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of rows that lie in one or several blocks: its distinct values, and which of them each row of each block has. */
final class FieldColumn {
    private final String name;
    private final Object[] values;
    /** By block, null where no event has the field. */
    private final @Nullable Part[] parts;

    /**
     * A column that is to be read.
     *
     * @param block its number
     * @param place among the columns of the block
     */
    record Source(int block, int place, BlockReader reader, Column column) {}

    /**
     * The column of a block.
     *
     * @param rows with a value; null when all have one
     * @param numbers of the values in these rows
     */
    private record Part(int place, int @Nullable [] rows, int[] numbers) {

        void take(int block, TakenRows into) {
            if (rows == null) {
                into.takeDense(block, numbers);
            } else {
                into.take(block, rows, numbers);
            }
        }

        int number(int row) {
            int at = rows == null ? row : Arrays.binarySearch(rows, row);
            return at < 0 ? -1 : numbers[at];
        }
    }

    private FieldColumn(String name, Object[] values, @Nullable Part[] parts) {
        this.name = name;
        this.values = values;
        this.parts = parts;
    }

    /**
     * The field of rows that lie together.
     *
     * @param place among the fields
     * @param rows with a value; null when all have one
     * @param numbers of the values in these rows
     */
    static FieldColumn of(String name, Object[] values, int place, int @Nullable [] rows, int[] numbers) {
        return new FieldColumn(name, values, new Part[] {new Part(place, rows, numbers)});
    }

    static FieldColumn of(String name, int blocks, List<Source> sources) {
        ColumnContents[] contents = sources.stream()
                .map(source -> source.reader().contents(source.column()))
                .toArray(ColumnContents[]::new);
        int size = 0;
        for (ColumnContents each : contents) {
            size += each.values().length;
        }
        Object[] all = new Object[size];
        int at = 0;
        for (ColumnContents each : contents) {
            System.arraycopy(each.values(), 0, all, at, each.values().length);
            at += each.values().length;
        }
        Distinct distinct = Distinct.of(all, 0, size);
        Part[] parts = new Part[blocks];
        int first = 0;
        for (int i = 0; i < contents.length; i++) {
            Source source = sources.get(i);
            int[] numbers = contents[i].numbers();
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = distinct.codes()[first + numbers[row]];
            }
            parts[source.block()] = new Part(source.place(), contents[i].rows(), numbers);
            first += contents[i].values().length;
        }
        return new FieldColumn(name, distinct.values(), parts);
    }

    /** Its place among the fields of a block that has it. */
    int place(int block) {
        Part part = parts[block];
        return part == null ? Integer.MAX_VALUE : part.place();
    }

    @Nullable
    Object value(int block, int row) {
        Part part = parts[block];
        int number = part == null ? -1 : part.number(row);
        return number < 0 ? null : values[number];
    }

    /** Its values in the rows that are taken; null when none has it. */
    @Nullable
    FieldValues values(TakenRows taken) {
        for (int block = 0; block < parts.length; block++) {
            Part part = parts[block];
            if (part != null && taken.count(block) > 0) {
                part.take(block, taken);
            }
        }
        return taken.present() == 0 ? null : taken.field(name, values);
    }
}
