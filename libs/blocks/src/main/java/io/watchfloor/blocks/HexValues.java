package io.watchfloor.blocks;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Texts of hexadecimal digits, all of one length and case. */
final class HexValues extends SpelledValues {
    private final byte[] bytes;
    private final int first;
    private final int width;
    private final int size;
    private final boolean upper;

    private HexValues(BytesIn in, int size) {
        this.size = size;
        this.width = in.count(HexText.LONGEST / 2);
        int letters = in.u8();
        if (letters > 1) {
            throw in.corrupt("letters of case " + letters);
        }
        this.upper = letters == 1;
        this.bytes = in.array();
        this.first = in.skip((long) width * size);
    }

    static HexValues read(BytesIn in, int count) {
        return new HexValues(in, count);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    int longest() {
        return width * 2;
    }

    @Override
    int spell(int index, byte[] into) {
        for (int i = 0; i < width; i++) {
            HexText.format(bytes[first + index * width + i], upper, into, i * 2);
        }
        return width * 2;
    }

    @Override
    @Nullable
    IntPredicate unspelled(Probe probe) {
        String only = probe.only();
        if (only == null) {
            return null;
        }
        byte[] wanted = new byte[width];
        boolean isHex = only.length() == width * 2 && HexText.parse(only, wanted, 0) != HexText.NONE;
        return index -> {
            int at = first + index * width;
            return isHex && Arrays.equals(bytes, at, at + width, wanted, 0, width);
        };
    }
}
