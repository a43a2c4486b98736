package io.watchfloor.blocks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names of fields by their bytes, as they were read before: most blocks have the same few hundred. Keeps some thousand, of up to 96
 * bytes each; a name that comes later takes the place of another. Usable from any threads.
 */
final class FieldNames {
    static final FieldNames SHARED = new FieldNames();

    private static final int BITS = 13;
    private static final int LONGEST = 96;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Each name stands in its slot or the one beside. */
    private final @Nullable Name[] names = new @Nullable Name[1 << BITS];

    /** Immutable, so that one thread may see what another put there, or not. */
    private record Name(byte[] bytes, String text) {
        boolean is(byte[] from, int at, int end) {
            return Arrays.equals(bytes, 0, bytes.length, from, at, end);
        }
    }

    /** @throws CorruptBlockException when the bytes are no text */
    String of(byte[] from, int at, int length) {
        if (length > LONGEST) {
            return TextBytes.decode(from, at, length);
        }
        int slot = slot(from, at, length);
        Name first = names[slot];
        if (first != null && first.is(from, at, at + length)) {
            return first.text();
        }
        Name other = names[slot ^ 1];
        if (other != null && other.is(from, at, at + length)) {
            return other.text();
        }
        Name read = new Name(Arrays.copyOfRange(from, at, at + length), TextBytes.decode(from, at, length));
        names[slot] = read;
        names[slot ^ 1] = first == null ? other : first;
        return read.text();
    }

    private static int slot(byte[] from, int at, int length) {
        long hash = length;
        int next = at;
        int end = at + length;
        for (; next + Long.BYTES <= end; next += Long.BYTES) {
            hash = mixed(hash ^ (long) LONG.get(from, next));
        }
        long rest = 0;
        for (; next < end; next++) {
            rest = rest << Byte.SIZE | from[next] & 0xff;
        }
        return (int) (mixed(hash ^ rest) >>> Long.SIZE - BITS);
    }

    private static long mixed(long hash) {
        long product = hash * 0x9E3779B97F4A7C15L;
        return product ^ product >>> 32;
    }
}
