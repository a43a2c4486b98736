package io.watchfloor.blocks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that are being written, little endian. */
final class BytesOut {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes;
    private int size;

    BytesOut(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    /** The bytes so far and some more; another array after the next write. */
    byte[] array() {
        return bytes;
    }

    void u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void u32(int value) {
        int at = claim(Integer.BYTES);
        INT.set(bytes, at, value);
    }

    void u64(long value) {
        int at = claim(Long.BYTES);
        LONG.set(bytes, at, value);
    }

    /** An unsigned number, seven bits a byte, the lowest first. */
    void varint(long value) {
        reserve(LONGEST_VARINT);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A signed number: 0, -1, 1, -2, … as 0, 1, 2, 3, … */
    void signed(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void bytes(byte[] from, int at, int length) {
        int start = claim(length);
        System.arraycopy(from, at, bytes, start, length);
    }

    /** A length, then as many bytes. */
    void sized(byte[] content) {
        varint(content.length);
        bytes(content, 0, content.length);
    }

    /** Room for {@code length} bytes, to be filled in {@link #array()} by the caller: where it begins. */
    int claim(int length) {
        reserve(length);
        int at = size;
        size += length;
        return at;
    }

    /** Takes back what was written behind {@code end}. */
    void cut(int end) {
        size = end;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int length) {
        int needed = Math.addExact(size, length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
        }
    }
}
