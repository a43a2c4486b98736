package io.watchfloor.blocks;

import java.util.Arrays;

/**
 * Which of some distinct values each of a run of values is: 1, 2, 4 or 8 bits, back to back from the lowest bit of each byte, or planes of 2
 * or 4 bytes. Nothing is written when all values are different, since each is then the next.
 */
final class Codes {
    /** Each is the next of the distinct values. */
    static final Codes NONE = new Codes(new byte[0], 0, Long.SIZE, 0, 0);

    private final byte[] bytes;
    private final int first;
    private final int bits;
    private final int size;
    private final int distinct;

    private Codes(byte[] bytes, int first, int bits, int size, int distinct) {
        this.bytes = bytes;
        this.first = first;
        this.bits = bits;
        this.size = size;
        this.distinct = distinct;
    }

    /** @throws CorruptBlockException when it is none of the distinct values */
    int of(int index) {
        if (bits == Long.SIZE) {
            return index;
        }
        int code = bits <= Byte.SIZE ? narrow(index) : wide(index);
        if (Integer.compareUnsigned(code, distinct) >= 0) {
            throw new CorruptBlockException("value " + Integer.toUnsignedString(code) + " of " + distinct);
        }
        return code;
    }

    private int narrow(int index) {
        int at = index * bits;
        return bytes[first + (at >>> 3)] >>> (at & 7) & (1 << bits) - 1;
    }

    private int wide(int index) {
        int code = 0;
        int at = first + index;
        for (int shift = 0; shift < bits; shift += Byte.SIZE) {
            code |= (bytes[at] & 0xff) << shift;
            at += size;
        }
        return code;
    }

    /** The bits of each code, at least one: what is read stays in proportion to what is there. */
    static int bits(int distinct) {
        if (distinct > 1 << Byte.SIZE) {
            return distinct > 1 << Short.SIZE ? Integer.SIZE : Short.SIZE;
        }
        return distinct <= 2 ? 1 : distinct <= 4 ? 2 : distinct <= 16 ? 4 : 8;
    }

    private static long length(int distinct, int size) {
        return distinct == size ? 0 : ((long) size * bits(distinct) + 7) / Byte.SIZE;
    }

    /** The bytes that the codes of rows take, which have none for a single value. */
    static long rowLength(int distinct, int size) {
        return distinct == 1 ? 0 : length(distinct, size);
    }

    static void write(BytesOut out, int[] codes, int distinct) {
        if (distinct == codes.length) {
            return;
        }
        int bits = bits(distinct);
        int length = (int) length(distinct, codes.length);
        int at = out.claim(length);
        if (bits <= Byte.SIZE) {
            Arrays.fill(out.array(), at, at + length, (byte) 0);
            for (int i = 0; i < codes.length; i++) {
                out.array()[at + (i * bits >>> 3)] |= (byte) (codes[i] << (i * bits & 7));
            }
            return;
        }
        for (int shift = 0; shift < bits; shift += Byte.SIZE) {
            for (int code : codes) {
                out.array()[at++] = (byte) (code >>> shift);
            }
        }
    }

    static Codes read(BytesIn in, int distinct, int size) {
        if (distinct == size) {
            return NONE;
        }
        int at = in.skip(length(distinct, size));
        return new Codes(in.array(), at, bits(distinct), size, distinct);
    }
}
