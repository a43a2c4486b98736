package io.watchfloor.blocks;

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
}
