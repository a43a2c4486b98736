package io.watchfloor.blocks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes that are being read. What is not there, or more than there can be, is a {@link CorruptBlockException}. */
final class BytesIn {
    /** The frame number of the directory. */
    static final int DIRECTORY = -1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int frame;
    private final int end;
    private int at;

    /** Reads the bytes from {@code from} to {@code end} of the frame; both must lie in the array. */
    BytesIn(byte[] bytes, int from, int end, int frame) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.frame = frame;
    }

    /** Reads the same from here on. */
    BytesIn copy() {
        return new BytesIn(bytes, at, end, frame);
    }

    byte[] array() {
        return bytes;
    }

    int remaining() {
        return end - at;
    }

    int u8() {
        if (at >= end) {
            throw corrupt("a byte is missing");
        }
        return bytes[at++] & 0xff;
    }

    int u32() {
        return (int) INT.get(bytes, skip(Integer.BYTES));
    }

    long u64() {
        return (long) LONG.get(bytes, skip(Long.BYTES));
    }

    long varint() {
        // Nearly all are of one byte.
        return at < end && bytes[at] >= 0 ? bytes[at++] : longVarint();
    }

    private long longVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw corrupt("a number is longer than 64 bits");
    }

    long signed() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number from 0 to {@code most}. */
    int count(long most) {
        long value = varint();
        if (value < 0 || value > most || value > Integer.MAX_VALUE) {
            throw corrupt(
                    "a count or length of " + Long.toUnsignedString(value) + " where at most " + most + " can be");
        }
        return (int) value;
    }

    /** A length of bytes that follow. */
    int length() {
        return count(end - at);
    }

    /** Passes over bytes: where they begin in {@link #array()}. */
    int skip(long length) {
        if (length < 0 || length > end - at) {
            throw corrupt(length + " bytes are said to follow and " + (end - at) + " do");
        }
        int start = at;
        at += (int) length;
        return start;
    }

    void end() {
        if (at != end) {
            throw corrupt((end - at) + " bytes too many");
        }
    }

    CorruptBlockException corrupt(String what) {
        String where = frame == DIRECTORY ? "the directory" : "frame " + frame;
        return new CorruptBlockException(what + ", in " + where + " at byte " + at);
    }
}
