package io.watchfloor.query;

import org.jspecify.annotations.Nullable;

/**
 * An IP address in 128 bits. IPv4 is kept as IPv4-mapped IPv6 (RFC 4291 §2.5.5.2), so both spellings are equal. IPv4 octets with leading
 * zeros are not addresses (RFC 6943 §3.1.1); a zone ({@code fe80::1%eth0}) is ignored.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record Address(long high, long low) {

    private static final long MAPPED = 0xFFFF_0000_0000L;
    static final long NOT_IPV4 = -1;

    static Address ofIpv4(long bits) {
        return new Address(0, MAPPED | bits);
    }

    public boolean isIpv4() {
        return high == 0 && (low >>> 32) == 0xFFFF;
    }

    /** An IPv4 address in its one spelling of its own. */
    String ipv4Text() {
        return (low >>> 24 & 0xFF) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
    }

    int compareTo(Address other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** The address that all of {@code text} is, or null. */
    public static @Nullable Address parse(String text) {
        if (text.indexOf(':') < 0) {
            long bits = ipv4(text, 0, text.length());
            return bits == NOT_IPV4 ? null : ofIpv4(bits);
        }
        int zone = text.indexOf('%');
        return text.length() > 100 ? null : new Ipv6Reader(text, zone < 0 ? text.length() : zone).read();
    }

    /** The 32 bits of the IPv4 address in {@code text[from, to)}, or {@link #NOT_IPV4}. */
    static long ipv4(String text, int from, int to) {
        if (to - from < 7 || to - from > 15) {
            return NOT_IPV4;
        }
        long bits = 0;
        int octets = 0;
        int start = from;
        while (octets < 4) {
            int end = octets == 3 ? to : text.indexOf('.', start);
            int octet = end < 0 || end > to ? -1 : octet(text, start, end);
            if (octet < 0) {
                return NOT_IPV4;
            }
            bits = bits << 8 | octet;
            octets++;
            start = end + 1;
        }
        return bits;
    }

    private static int octet(String text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value > 255 ? -1 : value;
    }

    /** Reads RFC 4291 §2.2: eight groups, one run of zeros as {@code ::}, the last 32 bits also as IPv4. */
    private static final class Ipv6Reader {
        private final String text;
        private final int end;
        private final int[] groups = new int[8];
        private int count;
        private int gap = -1;
        private int at;

        Ipv6Reader(String text, int end) {
            this.text = text;
            this.end = end;
        }

        @Nullable
        Address read() {
            if (end < 2 || (text.charAt(0) == ':' && text.charAt(1) != ':')) {
                return null;
            }
            while (at < end) {
                if (!readGap() && !readGroup()) {
                    return null;
                }
            }
            return gap < 0 ? (count == 8 ? pack() : null) : (count < 8 ? expand() : null);
        }

        private boolean readGap() {
            if (at + 1 >= end || text.charAt(at) != ':' || text.charAt(at + 1) != ':' || gap >= 0) {
                return false;
            }
            gap = count;
            at += 2;
            return true;
        }

        private boolean readGroup() {
            int start = at;
            int value = 0;
            while (at < end && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 128) {
                value = value << 4 | Character.digit(text.charAt(at++), 16);
            }
            if (at < end && text.charAt(at) == '.') {
                return readIpv4(start);
            }
            if (at == start || at - start > 4 || count == 8) {
                return false;
            }
            groups[count++] = value;
            return at == end || readSeparator();
        }

        private boolean readSeparator() {
            if (text.charAt(at) != ':' || at + 1 == end) {
                return false;
            }
            at += text.charAt(at + 1) == ':' ? 0 : 1;
            return true;
        }

        private boolean readIpv4(int start) {
            long bits = ipv4(text, start, end);
            if (bits == NOT_IPV4 || count > 6) {
                return false;
            }
            groups[count++] = (int) (bits >>> 16);
            groups[count++] = (int) (bits & 0xFFFF);
            at = end;
            return true;
        }

        private Address expand() {
            int tail = count - gap;
            System.arraycopy(groups, gap, groups, 8 - tail, tail);
            java.util.Arrays.fill(groups, gap, 8 - tail, 0);
            return pack();
        }

        private Address pack() {
            return new Address(pack(0), pack(4));
        }

        private long pack(int from) {
            long bits = 0;
            for (int i = from; i < from + 4; i++) {
                bits = bits << 16 | groups[i];
            }
            return bits;
        }
    }
}
