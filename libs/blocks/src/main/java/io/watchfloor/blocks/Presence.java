package io.watchfloor.blocks;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which rows of a chunk have a value: all, a bit for each row, or a list of rows when they are few. */
final class Presence {
    private static final int ALL = 0;
    private static final int BITS = 1;
    private static final int LIST = 2;

    private final int count;
    private final long @Nullable [] bits;
    /** Beside bits: how many are set in the words before each. Without: the rows; none when all have a value. */
    private final int @Nullable [] rows;

    private Presence(int count, long @Nullable [] bits, int @Nullable [] rows) {
        this.count = count;
        this.bits = bits;
        this.rows = rows;
    }

    /** Takes a row with a value and the index of this value. */
    @FunctionalInterface
    interface Indexes {
        void take(int row, int index);
    }

    /** The number of rows with a value. */
    int count() {
        return count;
    }

    /** The rows of the values in their order, in the chunk, or null when each row has one; not to be changed. */
    int @Nullable [] rows() {
        return bits == null ? rows : rows(bits);
    }

    private int[] rows(long[] of) {
        int[] found = new int[count];
        int next = 0;
        for (int word = 0; word < of.length; word++) {
            for (long left = of[word]; left != 0; left &= left - 1) {
                found[next++] = (word << 6) + Long.numberOfTrailingZeros(left);
            }
        }
        return found;
    }

    /** The index of the value of a row, negative when it has none. */
    int index(int row) {
        if (rows == null) {
            return row;
        }
        if (bits == null) {
            return Arrays.binarySearch(rows, row);
        }
        long word = bits[row >>> 6];
        return (word >>> row & 1) == 0 ? -1 : rows[row >>> 6] + Long.bitCount(word & (1L << row) - 1);
    }

    /** Whether a row of {@code wanted}, one bit for each row of the chunk, has a value. */
    boolean any(long[] wanted) {
        long[] some = bits;
        if (some == null) {
            return rows == null || anyOf(rows, wanted);
        }
        for (int word = 0; word < some.length; word++) {
            if ((some[word] & wanted[word]) != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyOf(int[] rows, long[] wanted) {
        for (int row : rows) {
            if ((wanted[row >>> 6] >>> row & 1) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Gives those rows of {@code wanted}, one bit for each row of the chunk, that have a value, ascending. */
    void each(long[] wanted, Indexes into) {
        if (rows != null && bits == null) {
            for (int i = 0; i < rows.length; i++) {
                if ((wanted[rows[i] >>> 6] >>> rows[i] & 1) != 0) {
                    into.take(rows[i], i);
                }
            }
            return;
        }
        for (int word = 0; word < wanted.length; word++) {
            long left = bits == null ? wanted[word] : wanted[word] & bits[word];
            for (; left != 0; left &= left - 1) {
                int row = (word << 6) + Long.numberOfTrailingZeros(left);
                into.take(row, index(row));
            }
        }
    }

    /** Sets the bits of all rows with a value; the chunk begins at {@code first}. */
    void select(int first, long[] into) {
        int[] all = rows();
        if (all != null) {
            for (int row : all) {
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
    static void write(BytesOut out, FieldValues field, Stretch chunk) {
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

    private static void writeList(BytesOut out, FieldValues field, Stretch chunk) {
        out.varint(chunk.values());
        int next = chunk.firstRow();
        for (int i = chunk.from(); i < chunk.to(); i++) {
            out.varint(field.row(i) - next);
            next = field.row(i) + 1;
        }
    }

    private static void writeBits(BytesOut out, FieldValues field, Stretch chunk) {
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
            case ALL -> new Presence(size, null, null);
            case BITS -> readBits(in, size);
            case LIST -> readList(in, size);
            default -> throw in.corrupt("a presence of form " + form);
        };
    }

    private static Presence readBits(BytesIn in, int size) {
        int length = bytes(size);
        int at = in.skip(length);
        long[] bits = new long[size + 63 >> 6];
        for (int i = 0; i < length; i++) {
            bits[i >> 3] |= (in.array()[at + i] & 0xffL) << (i << 3);
        }
        if ((size & 63) != 0) {
            bits[bits.length - 1] &= (1L << size) - 1;
        }
        int[] before = new int[bits.length];
        int count = 0;
        for (int word = 0; word < bits.length; word++) {
            before[word] = count;
            count += Long.bitCount(bits[word]);
        }
        return new Presence(count, bits, before);
    }

    private static Presence readList(BytesIn in, int size) {
        int[] rows = new int[in.count(size)];
        int next = 0;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = next + in.count(size - 1L - next);
            next = rows[i] + 1;
        }
        return new Presence(rows.length, null, rows);
    }

    private static int bytes(int rows) {
        return rows + 7 >> 3;
    }

    /** Bytes of memory, about. */
    long memory() {
        return 32 + (bits == null ? 0 : 8L * bits.length) + (rows == null ? 0 : 4L * rows.length);
    }
}
