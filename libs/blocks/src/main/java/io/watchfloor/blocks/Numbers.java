package io.watchfloor.blocks;

/**
 * A run of whole numbers: the least, the width in bytes (0-8) of what the others are above it, then these bytes as planes, all lowest
 * bytes first: high bytes, which differ little, lie together and compress.
 */
final class Numbers {
    private Numbers() {}

    /** The bytes that differences up to {@code greatest - least} take. */
    static int width(long least, long greatest) {
        return Long.BYTES - Long.numberOfLeadingZeros(greatest - least) / Byte.SIZE;
    }

    /** Writes {@code values[order[i]]} for the first {@code count} of {@code order}, at least one. */
    static void write(BytesOut out, long[] values, int[] order, int count) {
        long least = values[order[0]];
        long greatest = least;
        for (int i = 1; i < count; i++) {
            least = Math.min(least, values[order[i]]);
            greatest = Math.max(greatest, values[order[i]]);
        }
        int width = width(least, greatest);
        out.signed(least);
        out.u8(width);
        int at = out.claim(width * count);
        byte[] into = out.array();
        for (int shift = 0; shift < width * Byte.SIZE; shift += Byte.SIZE) {
            for (int i = 0; i < count; i++) {
                into[at++] = (byte) (values[order[i]] - least >>> shift);
            }
        }
    }

    static long[] read(BytesIn in, int count) {
        long least = in.signed();
        int width = in.u8();
        if (width > Long.BYTES) {
            throw in.corrupt("numbers of " + width + " bytes");
        }
        int at = in.skip((long) width * count);
        byte[] from = in.array();
        long[] values = new long[count];
        for (int shift = 0; shift < width * Byte.SIZE; shift += Byte.SIZE) {
            for (int i = 0; i < count; i++) {
                values[i] |= (from[at++] & 0xffL) << shift;
            }
        }
        for (int i = 0; i < count; i++) {
            values[i] += least;
        }
        return values;
    }

    /** As {@link #read}, but a number outside of the bounds is corrupt. */
    static long[] read(BytesIn in, int count, long least, long greatest) {
        long[] values = read(in, count);
        for (long value : values) {
            if (value < least || value > greatest) {
                throw in.corrupt("a value of " + value + " outside of its kind");
            }
        }
        return values;
    }
}
