package io.watchfloor.blocks;

import org.jspecify.annotations.Nullable;

/** Reads chunks of columns. */
final class ChunkReader {
    private ChunkReader() {}

    /**
     * Reads which rows have a value; the values are read when they are asked for.
     *
     * @param rows of the chunk
     * @param times of all rows of the chunk; may be empty when the kind does not need them
     */
    static Chunk read(BytesIn in, Kind kind, int rows, long[] times) {
        Presence presence = Presence.read(in, rows);
        if (presence.count() == 0) {
            in.end();
        }
        return new Chunk(presence, kind, in, times);
    }

    /** Reads the values of {@code size} rows, at least one, to the end of the chunk. */
    static Chunk.Contents readContents(BytesIn in, Kind kind, Presence presence, long[] times) {
        int size = presence.count();
        Chunk.Contents contents;
        if (kind.needsTimes()) {
            RowTimes beside = new RowTimes(times, presence.rows());
            contents = new Chunk.Contents(readBesideTimes(in, kind, size, beside), Codes.NONE);
        } else {
            int distinct = in.count(size);
            Values values = readValues(in, kind, distinct);
            contents = new Chunk.Contents(values, distinct == 1 ? Codes.NONE : Codes.read(in, distinct, size));
        }
        in.end();
        return contents;
    }

    private static Values readBesideTimes(BytesIn in, Kind kind, int size, RowTimes times) {
        return kind == Kind.ID
                ? UuidValues.readIds(in, size, times)
                : new WholeValues(Kind.TIME, new Longs.Lags(Numbers.read(in, size), times));
    }

    private static Values readValues(BytesIn in, Kind kind, int count) {
        return switch (kind) {
            case LONG -> new LongValues(Numbers.read(in, count));
            case LIST -> ListValues.read(in, count);
            case VALUE -> TaggedValues.read(in, count);
            case TEXT, DECIMAL, TIME, IP4, HEX, UUID, LAG, ID -> readTexts(in, kind, count);
        };
    }

    /** Reads texts of a kind that does not stand beside times. */
    static Values readTexts(BytesIn in, @Nullable Kind kind, int count) {
        return switch (kind) {
            case TEXT -> TextValues.read(in, count);
            case DECIMAL -> new WholeValues(kind, Numbers.read(in, count, -DecimalText.MOST, DecimalText.MOST));
            case TIME -> new WholeValues(kind, Numbers.read(in, count, Timestamps.FIRST, Timestamps.LAST));
            case IP4 -> new WholeValues(kind, Numbers.read(in, count, 0, Ip4Text.LAST));
            case HEX -> HexValues.read(in, count);
            case UUID -> UuidValues.read(in, count);
            case null, default -> throw in.corrupt("a kind of text that there is not");
        };
    }
}
