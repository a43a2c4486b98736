package io.watchfloor.blocks;

/** Which of the distinct values each row with a value has: nothing when there is one or as many as rows, else one or two bytes. */
final class Codes {
    /** Each row has the value of its own. */
    static final Codes NONE = new Codes(Form.EACH, new byte[0], 0, 0);

    private static final int SMALL = 256;

    private final byte[] bytes;
    private final int low;
    private final int high;
    private final Form form;

    private enum Form {
        ONE,
        EACH,
        BYTE,
        TWO
    }

    private Codes(Form form, byte[] bytes, int low, int high) {
        this.form = form;
        this.bytes = bytes;
        this.low = low;
        this.high = high;
    }

    int of(int index) {
        return switch (form) {
            case ONE -> 0;
            case EACH -> index;
            case BYTE -> bytes[low + index] & 0xff;
            case TWO -> bytes[low + index] & 0xff | (bytes[high + index] & 0xff) << 8;
        };
    }

    /** The bytes of each code. */
    static int width(int distinct, int size) {
        return distinct == 1 || distinct == size ? 0 : distinct <= SMALL ? 1 : 2;
    }

    static void write(BytesOut out, int[] codes, int distinct) {
        int width = width(distinct, codes.length);
        int at = out.claim(width * codes.length);
        byte[] into = out.array();
        for (int shift = 0; shift < width * Byte.SIZE; shift += Byte.SIZE) {
            for (int code : codes) {
                into[at++] = (byte) (code >>> shift);
            }
        }
    }

    static Codes read(BytesIn in, int distinct, int size) {
        int width = width(distinct, size);
        int at = in.skip((long) width * size);
        if (width == 0) {
            return new Codes(distinct == size ? Form.EACH : Form.ONE, in.array(), at, at);
        }
        Codes codes = new Codes(width == 1 ? Form.BYTE : Form.TWO, in.array(), at, at + size);
        codes.check(in, distinct, size);
        return codes;
    }

    private void check(BytesIn in, int distinct, int size) {
        int greatest = 0;
        for (int i = 0; i < size; i++) {
            greatest = Math.max(greatest, of(i));
        }
        if (greatest >= distinct) {
            throw in.corrupt("value " + greatest + " of " + distinct);
        }
    }
}
