package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import java.net.IDN;
import java.text.Normalizer;

/**
 * The one normal form of each kind of value. Every method is total (a value that is not of its kind comes back as
 * cleaned text), idempotent, and gives the empty string for a blank value.
 */
public final class Normaliser {
    private static final int LONGEST_DOMAIN = 253;

    private Normaliser() {}

    /** NFKC, trimmed, white space collapsed to one space, lower case. */
    public static String text(String value) {
        String folded = fold(value);
        StringBuilder out = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (!isSpace(c)) {
                out.append(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return out.toString().strip();
    }

    /** Lower case without trailing dots. A fully qualified name is never cut to its first label. */
    public static String host(String value) {
        return withoutTrailingDots(value.strip().toLowerCase(ROOT));
    }

    /**
     * RFC 5952; a v4-mapped address becomes the v4 address, a zone is dropped, brackets of a defanged one are removed.
     * What is not an address, such as {@code 010.0.0.1}, is text.
     */
    public static String ip(String value) {
        String text = text(value);
        IpAddress address = IpAddress.parse(Refang.apply(text));
        return address == null ? text : address.canonical();
    }

    /** NFKC, trimmed, lower case. {@code DOMAIN\\u} and {@code u@domain} stay different from {@code u}. */
    public static String user(String value) {
        return fold(value).strip();
    }

    /** Refanged, lower case, IDNA A-labels, without trailing dots. */
    public static String domain(String value) {
        String name = withoutTrailingDots(Refang.apply(value.strip()).toLowerCase(ROOT));
        return name.length() > LONGEST_DOMAIN || Ascii.isAll(name) ? name : aLabels(name);
    }

    /**
     * Refanged; scheme and host in lower case, host as {@link #ip} or {@link #domain}; the scheme's default port and
     * the fragment dropped; percent-encoding in upper case. Path and query keep their case. What has no scheme and
     * host is only refanged.
     */
    public static String url(String value) {
        String refanged = Refang.apply(value.strip());
        UrlParts parts = UrlParts.of(refanged);
        return parts == null ? refanged : parts.canonical();
    }

    /** Lower-case hexadecimal. */
    public static String hash(String value) {
        return value.strip().toLowerCase(ROOT);
    }

    /** Refanged {@link #text}, the part behind the last {@code @} as {@link #domain}. */
    public static String email(String value) {
        String text = Refang.apply(text(value));
        int at = text.lastIndexOf('@');
        boolean isAddress = at > 0 && text.indexOf(' ') < 0;
        return isAddress ? text.substring(0, at + 1) + domain(text.substring(at + 1)) : text;
    }

    /** Upper case, hyphens. */
    static String cve(String value) {
        return value.strip().toUpperCase(ROOT).replace('_', '-').replace(' ', '-');
    }

    /** Lower-casing can leave the normal form, hence the second pass. */
    private static String fold(String value) {
        return nfkc(nfkc(value).toLowerCase(ROOT));
    }

    private static String nfkc(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFKC);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static String withoutTrailingDots(String value) {
        int end = value.length();
        while (end > 0 && (value.charAt(end - 1) == '.' || Character.isWhitespace(value.charAt(end - 1)))) {
            end--;
        }
        return value.substring(0, end);
    }

    /** A name that IDNA refuses, or maps to characters which no name has, stays as it is. */
    private static String aLabels(String name) {
        try {
            String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(ROOT);
            return DomainNames.hasOnlyNameCharacters(ascii) ? withoutTrailingDots(ascii) : name;
        } catch (IllegalArgumentException refused) {
            return name;
        }
    }
}
