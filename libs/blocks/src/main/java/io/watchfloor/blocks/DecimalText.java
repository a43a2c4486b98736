package io.watchfloor.blocks;

/** Whole numbers as {@link Long#toString} spells them. */
final class DecimalText {
    static final long NONE = Long.MIN_VALUE;
    static final int LONGEST = 20;
    /** So many digits always fit. */
    private static final int MOST_DIGITS = 18;

    /** The greatest number of so many digits. */
    static final long MOST = 999_999_999_999_999_999L;

    private DecimalText() {}

    /** The number, or {@link #NONE} for a text that {@link Long#toString} would not write, or of more than 18 digits. */
    static long parse(String text) {
        int length = text.length();
        int start = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        if (length == start || length - start > MOST_DIGITS) {
            return NONE;
        }
        boolean leadingZero = text.charAt(start) == '0' && length > 1;
        long value = 0;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || leadingZero) {
                return NONE;
            }
            value = value * 10 + c - '0';
        }
        return start == 1 ? -value : value;
    }

    /** Writes the number: its length. */
    static int format(long number, byte[] into) {
        int at = into.length;
        long rest = number;
        do {
            into[--at] = (byte) ('0' + Math.abs((int) (rest % 10)));
            rest /= 10;
        } while (rest != 0);
        if (number < 0) {
            into[--at] = '-';
        }
        System.arraycopy(into, at, into, 0, into.length - at);
        return into.length - at;
    }
}
