package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An absolute URL with an authority, cut into its parts, each in normal form. Lenient: real URLs in logs are often
 * not valid ones.
 *
 * @param userInfo with its {@code @}, or empty
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port with its colon, or empty
 * @param tail path and query
 */
record UrlParts(String scheme, String userInfo, String host, String port, String tail) {
    private static final Map<String, String> REFANGED_SCHEMES = Map.of("hxxp", "http", "hxxps", "https");
    private static final Map<String, String> DEFAULT_PORTS =
            Map.of("http", "80", "https", "443", "ftp", "21", "ws", "80", "wss", "443");

    /** Null if the text has no scheme, no host, or an authority that cannot be read. */
    static @Nullable UrlParts of(String refanged) {
        int colon = refanged.indexOf("://");
        if (colon <= 0 || !isScheme(refanged, colon)) {
            return null;
        }
        String written = refanged.substring(0, colon).toLowerCase(ROOT);
        int authority = colon + 3;
        int tail = authorityEnd(refanged, authority, refanged.length());
        int fragment = refanged.indexOf('#', tail);
        String pathAndQuery = refanged.substring(tail, fragment < 0 ? refanged.length() : fragment);
        return withAuthority(
                REFANGED_SCHEMES.getOrDefault(written, written),
                refanged.substring(authority, tail),
                upperCasePercents(pathAndQuery));
    }

    /** Where the authority that begins at {@code from} ends: at the path, the query, the fragment or the limit. */
    static int authorityEnd(String text, int from, int limit) {
        int end = from;
        while (end < limit && "/?#\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    String canonical() {
        return scheme + "://" + userInfo + host + port + tail;
    }

    /** The host as an address, null if it is a name. */
    @Nullable
    IpAddress address() {
        return IpAddress.parse(isBracketed(host) ? host.substring(1, host.length() - 1) : host);
    }

    private static @Nullable UrlParts withAuthority(String scheme, String authority, String tail) {
        int at = authority.lastIndexOf('@');
        String hostPort = authority.substring(at + 1);
        int hostEnd = hostPort.startsWith("[") ? hostPort.indexOf(']') + 1 : firstOrEnd(hostPort, ':');
        String host = hostOf(hostPort.substring(0, hostEnd));
        String port = hostPort.substring(hostEnd);
        if (host.isEmpty() || !isPort(port)) {
            return null;
        }
        return new UrlParts(scheme, authority.substring(0, at + 1), host, canonicalPort(scheme, port), tail);
    }

    private static String hostOf(String written) {
        String bare = isBracketed(written) ? written.substring(1, written.length() - 1) : written;
        IpAddress address = IpAddress.parse(bare);
        if (address == null) {
            return Normaliser.domain(written);
        }
        return address.isV6() ? '[' + address.canonical() + ']' : address.canonical();
    }

    private static boolean isBracketed(String host) {
        return host.length() > 2 && host.startsWith("[") && host.endsWith("]");
    }

    private static int firstOrEnd(String text, char c) {
        int at = text.indexOf(c);
        return at < 0 ? text.length() : at;
    }

    private static boolean isScheme(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!Ascii.isLetter(c) && (i == 0 || (!Ascii.isDigit(c) && "+.-".indexOf(c) < 0))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPort(String port) {
        return port.isEmpty() || (port.charAt(0) == ':' && Ascii.allDigits(port, 1, port.length()));
    }

    private static String canonicalPort(String scheme, String port) {
        int from = 1;
        while (from < port.length() - 1 && port.charAt(from) == '0') {
            from++;
        }
        String digits = port.isEmpty() ? "" : port.substring(from);
        return digits.isEmpty() || digits.equals(DEFAULT_PORTS.get(scheme)) ? "" : ':' + digits;
    }

    private static String upperCasePercents(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i + 2 < text.length(); i++) {
            if (text.charAt(i) == '%' && Ascii.allHex(text, i + 1, i + 3)) {
                out.setCharAt(i + 1, Ascii.toUpper(text.charAt(i + 1)));
                out.setCharAt(i + 2, Ascii.toUpper(text.charAt(i + 2)));
            }
        }
        return out.toString();
    }
}
