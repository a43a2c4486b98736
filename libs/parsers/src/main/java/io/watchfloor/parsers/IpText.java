package io.watchfloor.parsers;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** IP addresses in one spelling: RFC 5952 for IPv6, IPv4-mapped addresses as IPv4, no zone index. */
final class IpText {
    private IpText() {}

    /** The address in its one spelling, or null when the text is not a literal address. */
    static @Nullable String canonical(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return null;
        }
        return text.indexOf(':') < 0 ? v4(text) : v6(text);
    }

    private static @Nullable String v4(String text) {
        int octets = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (!octet(text, start, i)) {
                    return null;
                }
                octets++;
                start = i + 1;
            }
        }
        return octets == 4 ? text : null;
    }

    /** 0-255 without leading zeros: some programs read those as octal, so they are not taken for addresses. */
    private static boolean octet(String text, int from, int to) {
        if (to - from < 1 || to - from > 3 || (to - from > 1 && text.charAt(from) == '0')) {
            return false;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            value = value * 10 + c - '0';
        }
        return value <= 255;
    }

    private static @Nullable String v6(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return null;
            }
        }
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return address instanceof Inet4Address ? address.getHostAddress() : compress(address.getAddress());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String compress(byte[] bytes) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = zeros(groups, i);
            if (length > runLength) {
                runStart = i;
                runLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static int zeros(int[] groups, int from) {
        int to = from;
        while (to < groups.length && groups[to] == 0) {
            to++;
        }
        return to - from;
    }
}
