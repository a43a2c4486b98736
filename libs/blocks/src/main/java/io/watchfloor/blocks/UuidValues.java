package io.watchfloor.blocks;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** UUIDs, or ids of events of which the first 48 bits are the time of the row. */
final class UuidValues extends SpelledValues {
    private final byte[] bytes;
    private final int first;
    private final int size;
    private final @Nullable RowTimes times;

    private UuidValues(BytesIn in, int size, @Nullable RowTimes times) {
        this.bytes = in.array();
        this.first = in.skip((long) size * width(times));
        this.size = size;
        this.times = times;
    }

    static UuidValues read(BytesIn in, int count) {
        return new UuidValues(in, count, null);
    }

    /** @param times of the rows with a value */
    static UuidValues readIds(BytesIn in, int count, RowTimes times) {
        return new UuidValues(in, count, times);
    }

    private static int width(@Nullable RowTimes times) {
        return times == null ? UuidText.BYTES : UuidText.BYTES - UuidText.TIME_BYTES;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    int longest() {
        return UuidText.LENGTH;
    }

    UUID uuid(int index) {
        int width = width(times);
        int low = first + (index + 1) * width - Long.BYTES;
        long high = 0;
        for (int i = first + index * width; i < low; i++) {
            high = high << Byte.SIZE | bytes[i] & 0xff;
        }
        long time = times == null ? 0 : times.of(index) << Short.SIZE;
        return new UUID(time | high, longAt(low));
    }

    private long longAt(int at) {
        long read = 0;
        for (int i = at; i < at + Long.BYTES; i++) {
            read = read << Byte.SIZE | bytes[i] & 0xff;
        }
        return read;
    }

    @Override
    int spell(int index, byte[] into) {
        if (times == null) {
            UuidText.format(bytes, first + index * UuidText.BYTES, into);
        } else {
            int width = width(times);
            byte[] uuid = new byte[UuidText.BYTES];
            for (int i = 0; i < UuidText.TIME_BYTES; i++) {
                uuid[i] = (byte) (times.of(index) >>> (UuidText.TIME_BYTES - 1 - i) * Byte.SIZE);
            }
            System.arraycopy(bytes, first + index * width, uuid, UuidText.TIME_BYTES, width);
            UuidText.format(uuid, 0, into);
        }
        return UuidText.LENGTH;
    }

    @Override
    @Nullable
    IntPredicate unspelled(Probe probe) {
        String only = probe.only();
        if (only == null) {
            return null;
        }
        byte[] wanted = new byte[UuidText.BYTES];
        boolean isUuid = UuidText.parse(only.toLowerCase(Locale.ROOT), wanted, 0);
        return index -> isUuid && is(wanted, index);
    }

    private boolean is(byte[] uuid, int index) {
        int width = width(times);
        int at = first + index * width;
        return Arrays.equals(bytes, at, at + width, uuid, UuidText.BYTES - width, UuidText.BYTES)
                && (times == null || (times.of(index) & UuidText.TIME) == UuidText.time(uuid, 0));
    }
}
