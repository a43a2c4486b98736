package io.watchfloor.blocks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values of a column in all rows, or in one of its row groups; read when they are first asked for. Usable from any threads. */
final class Chunk {
    private final Presence presence;
    private final Kind kind;
    private final BytesIn in;
    private final long[] times;
    private volatile @Nullable Contents contents;

    /** The distinct values, and which of them each row with a value has. */
    record Contents(Values values, Codes codes) {

        Object value(int index) {
            return values.value(code(index));
        }

        /** A single value has no codes. */
        int code(int index) {
            return values.size() == 1 ? 0 : codes.of(index);
        }
    }

    /**
     * @param in what lies behind the presence
     * @param times of all rows of the chunk; may be empty when the kind does not need them
     */
    Chunk(Presence presence, Kind kind, BytesIn in, long[] times) {
        this.presence = presence;
        this.kind = kind;
        this.in = in;
        this.times = times;
    }

    Presence presence() {
        return presence;
    }

    private Contents contents() {
        Contents known = contents;
        if (known == null) {
            known = ChunkReader.readContents(in.copy(), kind, presence, times);
            contents = known;
        }
        return known;
    }

    /** Sets the bits of the rows in which a value passes; the chunk begins at {@code first}. */
    void select(Probe probe, int first, long[] into) {
        if (presence.count() == 0) {
            return;
        }
        Contents read = contents();
        boolean[] passed = new boolean[read.values().size()];
        if (!read.values().test(probe, passed)) {
            return;
        }
        if (passed.length == 1) {
            presence.select(first, into);
            return;
        }
        int[] rows = presence.rows();
        int count = presence.count();
        for (int i = 0; i < count; i++) {
            if (passed[read.codes().of(i)]) {
                int row = first + (rows == null ? i : rows[i]);
                into[row >>> 6] |= 1L << row;
            }
        }
    }

    /** The value of a row of the chunk, or null. */
    @Nullable
    Object value(int row) {
        int index = presence.index(row);
        return index < 0 ? null : contents().value(index);
    }

    /** The UUID in a row of the chunk, or null. */
    @Nullable
    UUID uuid(int row) {
        int index = presence.index(row);
        if (index < 0) {
            return null;
        }
        Contents read = contents();
        return read.values() instanceof UuidValues uuids
                ? uuids.uuid(read.code(index))
                : UUID.fromString(String.valueOf(read.value(index)));
    }

    /** The distinct values; only to be asked for when a row has one. */
    Values values() {
        return contents().values();
    }

    /** Which of {@link #values} a row of the chunk has; negative when it has none. */
    int number(int row) {
        int index = presence.index(row);
        return index < 0 ? index : contents().code(index);
    }

    /** Gives those rows of {@code wanted}, one bit for each row of the chunk, that have a value, and which of {@link #values} it is; there must be such. */
    void each(long[] wanted, Presence.Indexes into) {
        Contents read = contents();
        presence.each(wanted, (row, index) -> into.take(row, read.code(index)));
    }

    /** Counts the values of the rows whose bits are set; the chunk begins at {@code first}. */
    void count(long[] rows, int first, ValueCounts into) {
        int count = presence.count();
        if (count == 0) {
            return;
        }
        Contents read = contents();
        int[] counts = new int[read.values().size()];
        int[] present = presence.rows();
        for (int i = 0; i < count; i++) {
            int row = first + (present == null ? i : present[i]);
            counts[read.code(i)] += (int) (rows[row >>> 6] >>> row & 1);
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                read.values().count(i, counts[i], into);
            }
        }
    }

    /** How many distinct values there are. */
    int distinct() {
        return presence.count() == 0 ? 0 : contents().values().size();
    }

    /** Copies the rows with a value behind others; the chunk begins at {@code first}. */
    void copyRows(int first, int[] into, int at) {
        int[] rows = presence.rows();
        for (int i = 0; i < presence.count(); i++) {
            into[at + i] = first + (rows == null ? i : rows[i]);
        }
    }

    /** Copies which value each of these rows has behind others; the values count from {@code first}. */
    void copyNumbers(int first, int[] into, int at) {
        if (presence.count() == 0) {
            return;
        }
        Contents read = contents();
        for (int i = 0; i < presence.count(); i++) {
            into[at + i] = first + read.code(i);
        }
    }

    /** Copies the values, in the width that columns have, behind others. */
    void copyValues(Object[] into, int at) {
        int count = distinct();
        for (int i = 0; i < count; i++) {
            into[at + i] = FieldRows.widened(contents().values().value(i));
        }
    }
}
