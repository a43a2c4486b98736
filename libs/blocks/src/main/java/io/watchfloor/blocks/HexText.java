package io.watchfloor.blocks;

/** Hexadecimal digits, two for a byte. */
final class HexText {
    static final int NONE = -1;
    static final int LOWER = 1;
    static final int UPPER = 2;
    /** The most digits of a text that is stored so. */
    static final int LONGEST = 256;

    private static final byte[] LOWER_DIGITS = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };
    private static final byte[] UPPER_DIGITS = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    private HexText() {}

    /** Reads digits of an even number: {@link #LOWER} and {@link #UPPER} for letters that there were, or {@link #NONE}. */
    static int parse(String text, byte[] into, int at) {
        int letters = 0;
        for (int i = 0; i < text.length(); i += 2) {
            char first = text.charAt(i);
            char second = text.charAt(i + 1);
            int value = digit(first) << 4 | digit(second);
            if (value < 0) {
                return NONE;
            }
            into[at + i / 2] = (byte) value;
            letters |= letter(first) | letter(second);
        }
        return letters;
    }

    static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : NONE;
    }

    private static int letter(char c) {
        return c >= 'a' ? LOWER : c >= 'A' ? UPPER : 0;
    }

    static void format(byte one, boolean upper, byte[] into, int at) {
        byte[] digits = upper ? UPPER_DIGITS : LOWER_DIGITS;
        into[at] = digits[one >> 4 & 0xf];
        into[at + 1] = digits[one & 0xf];
    }
}
