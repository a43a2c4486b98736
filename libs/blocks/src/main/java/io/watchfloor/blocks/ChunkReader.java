package io.watchfloor.blocks;

import org.jspecify.annotations.Nullable;

/** Reads chunks of columns. */
final class ChunkReader {
    private ChunkReader() {}

    /**
     * Reads a chunk to its end.
     *
     * @param rows of the chunk
     * @param times of all rows of the chunk; may be empty when the kind does not need them
     */
    static Chunk read(BytesIn in, Kind kind, int rows, long[] times) {
        Presence presence = Presence.read(in, rows);
        int size = presence.count();
        Chunk chunk;
        if (size == 0) {
            chunk = new Chunk(presence, new LongValues(new long[0]), Codes.NONE);
        } else if (kind.needsTimes()) {
            chunk = new Chunk(presence, readBesideTimes(in, kind, presence, times), Codes.NONE);
        } else {
            int distinct = in.count(size);
            Values values = readValues(in, kind, distinct);
            Codes codes = distinct == 1 ? Codes.NONE : Codes.read(in, distinct, size);
            chunk = new Chunk(presence, values, codes);
        }
        in.end();
        return chunk;
    }

    private static Values readBesideTimes(BytesIn in, Kind kind, Presence presence, long[] times) {
        long[] beside = new long[presence.count()];
        for (int i = 0; i < beside.length; i++) {
            beside[i] = times[presence.row(i)];
        }
        if (kind == Kind.ID) {
            return UuidValues.readIds(in, beside);
        }
        long[] lags = Numbers.read(in, beside.length);
        for (int i = 0; i < lags.length; i++) {
            lags[i] += beside[i];
            if (lags[i] < Timestamps.FIRST || lags[i] > Timestamps.LAST) {
                throw in.corrupt("a time of " + lags[i] + " ms");
            }
        }
        return new WholeValues(Kind.TIME, lags);
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
