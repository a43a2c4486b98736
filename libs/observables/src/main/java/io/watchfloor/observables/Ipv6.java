package io.watchfloor.observables;

/** What tells an IPv6 address from other things with colons, before it is parsed. */
final class Ipv6 {
    private static final int GROUPS = 8;
    private static final int HARDWARE = 23;
    private static final int WHOLE_GROUP = 4;

    private Ipv6() {}

    /** Two colons in a row or eight groups; a digit, unlike {@code a::b} of programs; no hardware address of eight pairs. */
    static boolean looksLike(String text, int from, int to) {
        int colons = 0;
        boolean digit = false;
        boolean compressed = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            digit |= Ascii.isDigit(c);
            compressed |= c == ':' && i > from && text.charAt(i - 1) == ':';
            colons += c == ':' ? 1 : 0;
        }
        boolean whole = compressed || colons == GROUPS - 1 || (colons == 6 && text.indexOf('.', from, to) > from);
        return digit && whole && !isHardware(text, from, to) && !isScope(text, from, to);
    }

    private static boolean isHardware(String text, int from, int to) {
        if (to - from != HARDWARE) {
            return false;
        }
        for (int i = from + 2; i < to; i += 3) {
            if (text.charAt(i) != ':') {
                return false;
            }
        }
        return true;
    }

    /** {@code a::b1}: a name of a program in another's scope. */
    private static boolean isScope(String text, int from, int to) {
        int end = from;
        boolean digit = false;
        while (end < to && text.charAt(end) != ':') {
            digit |= Ascii.isDigit(text.charAt(end));
            end++;
        }
        return end > from && end - from < WHOLE_GROUP && !digit && text.startsWith("::", end);
    }
}
