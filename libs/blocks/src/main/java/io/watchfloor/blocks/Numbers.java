package io.watchfloor.blocks;

/**
 * A run of whole numbers: the least, the width in bytes (0-8) of what the others are above it, then these bytes as planes, all lowest
 * bytes first: high bytes, which differ little, lie together and compress.
 */
final class Numbers implements Longs {
    private final byte[] bytes;
    private final int first;
    private final int count;
    private final int width;
    private final long least;

    private Numbers(BytesIn in, int count) {
        this.count = count;
        this.least = in.signed();
        this.width = in.u8();
        if (width > Long.BYTES) {
            throw in.corrupt("numbers of " + width + " bytes");
        }
        this.bytes = in.array();
        this.first = in.skip((long) width * count);
    }

    static Numbers read(BytesIn in, int count) {
        return new Numbers(in, count);
    }

    /** As {@link #read}, but a number outside of the bounds is corrupt when it is asked for. */
    static Longs read(BytesIn in, int count, long from, long to) {
        Numbers numbers = read(in, count);
        return numbers.areWithin(from, to) ? numbers : new Bounded(numbers, from, to);
    }

    /** Whether no number of this width can lie outside. */
    private boolean areWithin(long from, long to) {
        return width < Long.BYTES - 1 && least >= from && least <= to - (1L << width * Byte.SIZE);
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public long of(int index) {
        long above = 0;
        int at = first + index;
        for (int shift = 0; shift < width * Byte.SIZE; shift += Byte.SIZE) {
            above |= (bytes[at] & 0xffL) << shift;
            at += count;
        }
        return above + least;
    }

    private record Bounded(Longs numbers, long from, long to) implements Longs {
        @Override
        public int size() {
            return numbers.size();
        }

        @Override
        public long of(int index) {
            long number = numbers.of(index);
            if (number < from || number > to) {
                throw new CorruptBlockException("a value of " + number + " outside of its kind");
            }
            return number;
        }
    }

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
}
