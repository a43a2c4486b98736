package io.watchfloor.observables;

import com.google.common.net.InetAddresses;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an address is for, by the registries of special purposes (RFC 6890 and its successors). */
public enum AddressFlag {
    /** RFC 1918 and RFC 4193. */
    PRIVATE("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
    LOOPBACK("127.0.0.0/8", "::1/128"),
    LINK_LOCAL("169.254.0.0/16", "fe80::/10"),
    MULTICAST("224.0.0.0/4", "ff00::/8"),
    /** RFC 5737, RFC 3849, RFC 9637. */
    DOCUMENTATION("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
    /** Behind carriers' address translation, RFC 6598. */
    SHARED("100.64.0.0/10"),
    /** For no use in the internet: future use, benchmarks, discard-only, protocol assignments, unspecified. */
    RESERVED("0.0.0.0/8", "240.0.0.0/4", "198.18.0.0/15", "192.0.0.0/24", "100::/64", "::/128");

    private record Network(byte[] address, int prefix) {
        static Network of(String text) {
            int slash = text.indexOf('/');
            byte[] address = InetAddresses.forString(text.substring(0, slash)).getAddress();
            return new Network(address, Integer.parseInt(text.substring(slash + 1)));
        }

        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((other[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // the arrays of its networks never change
    private final List<Network> networks;

    AddressFlag(String... networks) {
        this.networks = List.of(networks).stream().map(Network::of).toList();
    }

    /** The name on the wire: {@code private}, {@code link_local}, … */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The flags of an address; of a v4-mapped one those of the address in it.
     *
     * @param address in any valid notation, without zone
     */
    static Set<AddressFlag> of(String address) {
        byte[] bytes = InetAddresses.forString(address).getAddress();
        Set<AddressFlag> flags = EnumSet.noneOf(AddressFlag.class);
        for (AddressFlag flag : values()) {
            if (flag.networks.stream().anyMatch(network -> network.holds(bytes))) {
                flags.add(flag);
            }
        }
        return flags;
    }
}
