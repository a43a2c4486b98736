package io.watchfloor.observables;

/** Dotted decimal, read in place. */
final class Ipv4 {
    private static final int PARTS = 4;
    private static final int SHORTEST = 7;
    private static final int LONGEST = 15;

    private Ipv4() {}

    /** The address as a number, or -1 if this is none; leading zeros are refused. */
    static long parse(String text, int from, int to) {
        if (to - from < SHORTEST || to - from > LONGEST) {
            return -1;
        }
        long address = 0;
        int at = from;
        for (int part = 0; part < PARTS; part++) {
            int end = digitsEnd(text, at, to);
            int octet = octet(text, at, end);
            boolean closes = part == PARTS - 1 ? end == to : end < to && text.charAt(end) == '.';
            if (octet < 0 || !closes) {
                return -1;
            }
            address = address << Byte.SIZE | octet;
            at = end + 1;
        }
        return address;
    }

    /** Netmasks and inverse masks: nobody has these addresses. */
    static boolean isMask(long address) {
        long first = address >>> 24;
        return first == 255 || first == 0;
    }

    private static int digitsEnd(String text, int from, int to) {
        int end = from;
        while (end < to && Ascii.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int octet(String text, int from, int to) {
        boolean leadingZero = to - from > 1 && text.charAt(from) == '0';
        if (to == from || to - from > 3 || leadingZero) {
            return -1;
        }
        int octet = Integer.parseInt(text, from, to, 10);
        return octet > 255 ? -1 : octet;
    }
}
