package io.watchfloor.blocks.filter;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Follows the tokens of a text and notices four in a row that are one to three ASCII digits, as an IPv4 address has them. A token
 * counts as 1000 times its digits plus its value, four of them as 64 bits, the first in the highest 16.
 */
final class Dotted {

    private static final int LONGEST = 3;

    private long four;
    private int run;

    /** Begins a text. */
    void begin() {
        run = 0;
    }

    /** Takes the next token, and tells whether it is the fourth or later in a row. */
    boolean token(byte[] bytes, int from, int to) {
        int code = code(bytes, from, to);
        if (code < 0) {
            run = 0;
            return false;
        }
        four = four << 16 | code;
        return ++run >= 4;
    }

    /** The last four numbers. */
    long four() {
        return four;
    }

    /** The hash of four tokens in a row, each of one to three ASCII digits. */
    static long hash(List<String> tokens) {
        Dotted dotted = new Dotted();
        for (String token : tokens) {
            boolean _ = dotted.token(token.getBytes(StandardCharsets.US_ASCII), 0, token.length());
        }
        return TokenHash.dotted(dotted.four);
    }

    /** The numbers of an IPv4 address. */
    static long ofAddress(long bits) {
        long four = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = (int) (bits >>> shift) & 0xFF;
            four = four << 16 | ((octet > 99 ? 3 : octet > 9 ? 2 : 1) * 1_000L + octet);
        }
        return four;
    }

    private static int code(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return (to - from) * 1_000 + value;
    }
}
