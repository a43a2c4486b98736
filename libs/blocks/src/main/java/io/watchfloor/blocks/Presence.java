package io.watchfloor.blocks;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which rows of a chunk have a value: all, a bit for each row, or a list of rows when they are few. */
final class Presence {
    private static final int ALL = 0;
    private static final int BITS = 1;
    private static final int LIST = 2;

    private final int count;
    private final int @Nullable [] rows;

    private Presence(int count, int @Nullable [] rows) {
        this.count = count;
        this.rows = rows;
    }

    /** The number of rows with a value. */
    int count() {
        return count;
    }

    /** The row, in the chunk, of the value of this index. */
    int row(int index) {
        return rows == null ? index : rows[index];
    }

    /** The index of the value of a row, negative when it has none. */
    int index(int row) {
        return rows == null ? row : Arrays.binarySearch(rows, row);
    }

    /** Sets the bits of all rows with a value; the chunk begins at {@code first}. */
    void select(int first, long[] into) {
        if (rows != null) {
            for (int row : rows) {
                into[first + row >>> 6] |= 1L << first + row;
            }
            return;
        }
        int row = first;
        int end = first + count;
        while (row < end && (row & 63) != 0) {
            into[row >>> 6] |= 1L << row++;
        }
        for (; row + 64 <= end; row += 64) {
            into[row >>> 6] = -1;
        }
        if (row < end) {
            into[row >>> 6] |= (1L << end - row) - 1;
        }
    }

    /** Writes the rows of {@code chunk}. */
    static void write(BytesOut out, FieldRows field, Stretch chunk) {
        int count = chunk.values();
        if (count == chunk.rows()) {
            out.u8(ALL);
        } else if (count * 8 < chunk.rows()) {
            out.u8(LIST);
            writeList(out, field, chunk);
        } else {
            out.u8(BITS);
            writeBits(out, field, chunk);
        }
    }

    private static void writeList(BytesOut out, FieldRows field, Stretch chunk) {
        out.varint(chunk.values());
        int next = chunk.firstRow();
        for (int i = chunk.from(); i < chunk.to(); i++) {
            out.varint(field.row(i) - next);
            next = field.row(i) + 1;
        }
    }

    private static void writeBits(BytesOut out, FieldRows field, Stretch chunk) {
        int length = bytes(chunk.rows());
        int at = out.claim(length);
        byte[] into = out.array();
        Arrays.fill(into, at, at + length, (byte) 0);
        for (int i = chunk.from(); i < chunk.to(); i++) {
            int row = field.row(i) - chunk.firstRow();
            into[at + (row >> 3)] |= (byte) (1 << (row & 7));
        }
    }

    static Presence read(BytesIn in, int size) {
        int form = in.u8();
        return switch (form) {
            case ALL -> new Presence(size, null);
            case BITS -> of(readBits(in, size));
            case LIST -> of(readList(in, size));
            default -> throw in.corrupt("a presence of form " + form);
        };
    }

    private static Presence of(int[] rows) {
        return new Presence(rows.length, rows);
    }

    private static int[] readBits(BytesIn in, int size) {
        int at = in.skip(bytes(size));
        byte[] from = in.array();
        int[] rows = new int[size];
        int count = 0;
        for (int row = 0; row < size; row++) {
            rows[count] = row;
            count += from[at + (row >> 3)] >> (row & 7) & 1;
        }
        return Arrays.copyOf(rows, count);
    }

    private static int[] readList(BytesIn in, int size) {
        int[] rows = new int[in.count(size)];
        int next = 0;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = next + in.count(size - 1L - next);
            next = rows[i] + 1;
        }
        return rows;
    }

    private static int bytes(int rows) {
        return rows + 7 >> 3;
    }
}
