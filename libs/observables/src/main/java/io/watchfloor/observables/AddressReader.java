package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import io.watchfloor.observables.Sightings.Place;
import java.util.Optional;
import java.util.Set;

/** Reads IPv4 and IPv6 addresses and networks. */
final class AddressReader {
    private static final int LONGEST_IPV6 = 64;
    private static final int LONGEST_PRODUCT = 32;
    /** What stands before a slash and an address that is none of a program's versions. */
    private static final Set<String> PLACES = Set.of(
            "tcp",
            "udp",
            "icmp",
            "ip",
            "ipv4",
            "host",
            "hosts",
            "localhost",
            "inside",
            "outside",
            "dmz",
            "src",
            "dst",
            "client",
            "server",
            "peer",
            "remote",
            "local",
            "addr",
            "address",
            "inet",
            "from",
            "to",
            "net",
            "node");

    private static final Set<String> JOINTS =
            Set.of(",", "and", "or", "to", "through", "until", "-", ", and", ", or", "/");

    private final String text;
    private final Sightings sightings;
    private final Words words;
    private final Remembered<Optional<Written>> known = new Remembered<>(Written::of);
    /** Where the last version ended, behind which more may follow: {@code versions 1.2.3.4 and 1.2.3.5}. */
    private int versionEnd = -1;

    AddressReader(String text, Sightings sightings, Words words) {
        this.text = text;
        this.sightings = sightings;
        this.words = words;
    }

    /** {@code 192.0.2.1-192.0.2.9} names two addresses. */
    void ipv4Range(int start, int end) {
        int from = start;
        while (from < end) {
            int to = indexOf('-', from, end);
            ipv4(from, to);
            from = to + 1;
        }
    }

    private void ipv4(int start, int end) {
        long address = Ipv4.parse(text, start, end);
        if (address < 0 || Ipv4.isMask(address) || isVersion(start, end)) {
            return;
        }
        String value = text.substring(start, end);
        found(IocType.IPV4, IpAddress.of(value), value, new Place(start, end));
    }

    /**
     * An address, or the network that it is of with the length of a prefix behind it. With the length of a single address it
     * is both, and so is the address of an interface; elsewhere a number behind a slash that makes no network is a port.
     */
    private void found(IocType type, IpAddress address, String value, Place place) {
        int prefixEnd = prefixEnd(place.end());
        int prefix = prefixEnd < 0 ? -1 : Integer.parseInt(text, place.end() + 1, prefixEnd, 10);
        boolean network = prefix >= 0 && address.isNetworkOf(prefix);
        if (!network) {
            sightings.add(type, value, place);
        }
        boolean single = prefix == address.bits();
        if (network || single || (prefix >= 0 && prefix < address.bits() && words.callNetwork(place.start()))) {
            sightings.add(IocType.CIDR, value + '/' + prefix, new Place(place.start(), prefixEnd));
        }
    }

    /** Where the length of a prefix ends that may follow an address, or -1. */
    private int prefixEnd(int end) {
        int to = end + 1;
        while (to < text.length() && to - end <= 3 && Ascii.isDigit(text.charAt(to))) {
            to++;
        }
        boolean digits = to - end > 1 && to - end <= 4 && text.charAt(end) == '/';
        boolean leadingZero = digits && to - end > 2 && text.charAt(end + 1) == '0';
        return digits && !leadingZero && endsHere(to) ? to : -1;
    }

    private boolean endsHere(int at) {
        if (at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        boolean goesOn = c == '.' && at + 1 < text.length() && Ascii.isDigit(text.charAt(at + 1));
        return !goesOn && !CharClass.isAlphanumeric(c) && c != '/' && c != '_';
    }

    /** {@code Browser/120.0.0.0}, {@code version 1.2.3.4}, {@code FileVersion="1.2.3.4"}; but {@code name/1.2.3.4:80}. */
    private boolean isVersion(int start, int end) {
        boolean version = isProduct(start, end) || words.callVersion(start) || continuesVersions(start);
        if (version) {
            versionEnd = end;
        }
        return version;
    }

    private boolean continuesVersions(int start) {
        if (versionEnd < 0 || start - versionEnd > 10) {
            return false;
        }
        String between = text.substring(versionEnd, start).strip();
        return JOINTS.contains(between);
    }

    private boolean isProduct(int start, int end) {
        if (start < 2 || text.charAt(start - 1) != '/' || !Ascii.isLetter(text.charAt(start - 2))) {
            return false;
        }
        boolean port = end < text.length() && (text.charAt(end) == ':' || text.charAt(end) == '(');
        int from = start - 1;
        while (from > 0 && start - from < LONGEST_PRODUCT && isProductPart(text.charAt(from - 1))) {
            from--;
        }
        char before = from == 0 ? ' ' : text.charAt(from - 1);
        String product = text.substring(from, start - 1).toLowerCase(ROOT);
        return !port && before != '/' && before != '.' && before != '\\' && !PLACES.contains(product);
    }

    private static boolean isProductPart(char c) {
        return Ascii.isLetter(c) || Ascii.isDigit(c) || c == '-' || c == '_';
    }

    /** Every run of digits and colons in a token with two colons or more; whether one was an address. */
    boolean ipv6(int start, int end) {
        boolean found = false;
        int at = start;
        while (at < end) {
            int to = runEnd(at, end);
            if (to - at > 1 && to - at <= LONGEST_IPV6) {
                found |= ipv6Run(at, to);
            }
            at = to + 1;
        }
        return found;
    }

    private int runEnd(int from, int end) {
        int to = from;
        while (to < end && isAddressPart(text.charAt(to))) {
            to++;
        }
        return to;
    }

    private static boolean isAddressPart(char c) {
        return Ascii.isHex(c) || c == ':' || c == '.';
    }

    private boolean ipv6Run(int start, int end) {
        int from = start;
        while (from < end && (text.charAt(from) == '.' || (text.charAt(from) == ':' && !text.startsWith("::", from)))) {
            from++;
        }
        from = behindWord(from, end);
        int to = end;
        while (to > from && ".:".indexOf(text.charAt(to - 1)) >= 0 && !text.startsWith("::", to - 2)) {
            to--;
        }
        if (!isBounded(from, to, start) || !Ipv6.looksLike(text, from, to)) {
            return false;
        }
        Optional<Written> written = known.of(text.substring(from, to));
        if (written.isPresent()) {
            found(IocType.IPV6, written.get().address(), written.get().value(), new Place(from, to));
        }
        return written.isPresent();
    }

    /** An address that is written with colons, and its normal form. */
    private record Written(IpAddress address, String value) {
        static Optional<Written> of(String text) {
            return Optional.ofNullable(IpAddress.parse(text))
                    .map(address -> new Written(
                            address, address.isV6() ? address.canonical() : "::ffff:" + address.canonical()));
        }
    }

    /** {@code src:2001:db8::1}: the last letter of the word is of the run as well. */
    private int behindWord(int from, int end) {
        boolean touches = from > 0 && CharClass.isAlphanumeric(text.charAt(from - 1));
        int colon = touches ? text.indexOf(':', from, end) : -1;
        return colon > from ? colon + 1 : from;
    }

    /** Letters that touch the run make it part of a word; a single colon before it introduces it, a zone follows it. */
    private boolean isBounded(int from, int to, int start) {
        boolean begins = from > start || from == 0 || !CharClass.isAlphanumeric(text.charAt(from - 1));
        char next = to < text.length() ? text.charAt(to) : ' ';
        return begins && !CharClass.isAlphanumeric(next) && next != '_' && next != '-';
    }

    private int indexOf(char c, int from, int to) {
        int at = text.indexOf(c, from, to);
        return at < 0 ? to : at;
    }
}
