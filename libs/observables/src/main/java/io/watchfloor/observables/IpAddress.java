package io.watchfloor.observables;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** An IPv4 or IPv6 address. A v4-mapped one is the v4 address; names are never looked up. */
record IpAddress(InetAddress address) {
    private static final int LONGEST = 45;

    /** Null if the text is not an address; leading zeros in IPv4 are refused, a zone ({@code fe80::1%eth0}) is dropped. */
    static @Nullable IpAddress parse(String text) {
        int zone = text.indexOf(':') < 0 ? -1 : text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        if (bare.length() > LONGEST || !hasOnlyAddressCharacters(bare) || !InetAddresses.isInetAddress(bare)) {
            return null;
        }
        return new IpAddress(InetAddresses.forString(bare));
    }

    /** An address that is known to be one. */
    static IpAddress of(String address) {
        return new IpAddress(InetAddresses.forString(address));
    }

    /** RFC 5952. */
    String canonical() {
        return InetAddresses.toAddrString(address);
    }

    boolean isV6() {
        return address instanceof Inet6Address;
    }

    int bits() {
        return address.getAddress().length * Byte.SIZE;
    }

    /** Loopback and unspecified addresses tell nothing about who took part. */
    boolean isMeaningless() {
        return address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    /** Whether {@code address/prefix} names a network: shorter than an address, all host bits zero. */
    boolean isNetworkOf(int prefix) {
        byte[] bytes = address.getAddress();
        if (prefix >= bits()) {
            return false;
        }
        for (int bit = prefix; bit < bits(); bit++) {
            if ((bytes[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasOnlyAddressCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.isHex(c) && c != ':' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
