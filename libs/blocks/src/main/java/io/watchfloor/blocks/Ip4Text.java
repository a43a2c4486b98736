package io.watchfloor.blocks;

/** IPv4 addresses in their usual form, four numbers without leading zeros, as numbers of 32 bits. */
final class Ip4Text {
    static final long NONE = -1;
    static final long LAST = 0xffff_ffffL;
    static final int LONGEST = 15;

    private Ip4Text() {}

    /** The address, or {@link #NONE} for a text that {@link #format} would not write. */
    static long parse(String text) {
        int length = text.length();
        if (length < 7 || length > LONGEST) {
            return NONE;
        }
        long address = 0;
        int at = 0;
        for (int part = 0; part < 4; part++) {
            int start = at;
            int value = 0;
            while (at < length && at < start + 3 && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean leadingZero = at > start + 1 && text.charAt(start) == '0';
            boolean ends = part == 3 ? at == length : at < length && text.charAt(at) == '.';
            if (at == start || value > 255 || leadingZero || !ends) {
                return NONE;
            }
            at++;
            address = address << 8 | value;
        }
        return address;
    }

    /** Writes the address: its length. */
    static int format(long address, byte[] into) {
        int at = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int value = (int) (address >>> shift) & 0xff;
            if (value >= 100) {
                into[at++] = (byte) ('0' + value / 100);
            }
            if (value >= 10) {
                into[at++] = (byte) ('0' + value / 10 % 10);
            }
            into[at++] = (byte) ('0' + value % 10);
            if (shift > 0) {
                into[at++] = '.';
            }
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
