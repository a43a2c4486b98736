package io.watchfloor.query;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An IP network (RFC 4632, RFC 4291 §2.3). Bits behind the prefix are ignored. An IPv4 network holds IPv4 and IPv4-mapped addresses;
 * an IPv6 network never holds an IPv4 address.
 */
public final class Network {

    private final long high;
    private final long low;
    private final long highMask;
    private final long lowMask;
    private final int bits;
    private final boolean ipv4;

    private Network(Address base, int bits) {
        highMask = bits >= 64 ? -1 : mask(bits);
        lowMask = bits <= 64 ? 0 : mask(bits - 64);
        high = base.high() & highMask;
        low = base.low() & lowMask;
        ipv4 = base.isIpv4() && bits >= 96;
        this.bits = bits;
    }

    /** The network of one address. */
    public static Network of(Address address) {
        return new Network(address, 128);
    }

    /** The smallest network that holds both addresses. */
    static Network of(Address one, Address other) {
        long difference = one.high() ^ other.high();
        int shared = difference != 0
                ? Long.numberOfLeadingZeros(difference)
                : 64 + Long.numberOfLeadingZeros(one.low() ^ other.low());
        return new Network(one, shared);
    }

    /** Its first address. */
    public Address base() {
        return new Address(high, low);
    }

    /** How many of the 128 bits of an address all its addresses share; an IPv4 network {@code a.b.c.d/n} has {@code 96 + n}. */
    public int bits() {
        return bits;
    }

    /** Whether it holds IPv4 addresses, and no others. */
    public boolean isIpv4() {
        return ipv4;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    /** The network written as {@code address/bits}, or null. */
    public static @Nullable Network parse(String text) {
        int slash = slashOf(text);
        Address base = slash < 0 ? null : Address.parse(text.substring(0, slash));
        if (base == null || text.indexOf('%') >= 0) {
            return null;
        }
        int offset = text.indexOf(':') < 0 ? 96 : 0;
        int bits = Integer.parseInt(text, slash + 1, text.length(), 10) + offset;
        return bits > 128 ? null : new Network(base, bits);
    }

    /** Whether {@code text} is an address, a slash and digits: meant as a network, though perhaps not a valid one. */
    static boolean looksLikeNetwork(String text) {
        int slash = text.indexOf('/');
        return slash > 0
                && slash + 1 < text.length()
                && text.chars().skip(slash + 1L).allMatch(c -> c >= '0' && c <= '9')
                && Address.parse(text.substring(0, slash)) != null;
    }

    private static int slashOf(String text) {
        int slash = text.indexOf('/');
        int digits = text.length() - slash - 1;
        boolean valid = slash > 0 && digits >= 1 && digits <= 3 && (digits == 1 || text.charAt(slash + 1) != '0');
        for (int i = slash + 1; valid && i < text.length(); i++) {
            valid = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return valid ? slash : -1;
    }

    /** Whether {@code value} is an address of the network; false for anything that is not an address. */
    public boolean contains(String value) {
        if (value.indexOf(':') < 0) {
            long bits = ipv4 ? Address.ipv4(value, 0, value.length()) : Address.NOT_IPV4;
            return bits != Address.NOT_IPV4 && containsIpv4(bits);
        }
        Address address = Address.parse(value);
        return address != null
                && address.isIpv4() == ipv4
                && (address.high() & highMask) == high
                && (address.low() & lowMask) == low;
    }

    /** Whether the IPv4 address of these 32 bits is one of the network. */
    boolean containsIpv4(long bits) {
        return ipv4 && ((0xFFFF_0000_0000L | bits) & lowMask) == low;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Network network && network.bits == bits && network.high == high && network.low == low;
    }

    @Override
    public int hashCode() {
        return Objects.hash(high, low, bits);
    }
}
