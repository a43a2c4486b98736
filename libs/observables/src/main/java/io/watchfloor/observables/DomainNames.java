package io.watchfloor.observables;

import static java.util.Locale.ROOT;

import com.google.common.net.InternetDomainName;
import java.util.Set;

/** What counts as a domain name. All methods take names in the normal form of {@link Normaliser#domain}. */
final class DomainNames {
    /** Not in the public suffix list: names of samples and exercises (RFC 6761), and of overlay networks. */
    private static final Set<String> RESERVED = Set.of("example", "test", "invalid", "onion", "i2p");

    /** File extensions that are also top-level domains, and more often the former. */
    private static final Set<String> FILE_EXTENSIONS = Set.of(
            "md", "mk", "mov", "name", "ps", "pub", "py", "rs", "sh", "so", "zip", "cab", "dot", "inc", "map", "ax",
            "pm", "java", "data");

    /** Domains below these are so many that a name with one is hardly ever anything else. */
    private static final Set<String> COMMON =
            Set.of("com", "net", "org", "info", "biz", "xyz", "top", "ru", "cn", "de", "uk", "example", "onion");

    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_TOP_LEVEL = 24;

    /** First labels of reversed names: packages, bundles, bus names. */
    private static final Set<String> REVERSED_FIRST = Set.of("com", "org", "net", "io", "java", "javax", "jdk", "sun");

    private static final Set<String> NEVER_REVERSED_LAST = Set.of("com", "org", "net");

    private DomainNames() {}

    /** A syntactically valid name of two labels or more whose last label is no number. */
    static boolean isName(String name) {
        return name.indexOf('.') > 0 && hasOnlyNameCharacters(name) && isValid(name);
    }

    /** A name of one label, as inside networks, that is no number. */
    static boolean isLabel(String name) {
        return name.indexOf('.') < 0 && hasOnlyNameCharacters(name) && isValid(name);
    }

    /** A name that somebody can register: below a registry suffix, or below a reserved top-level domain. */
    static boolean isRegistrable(String name) {
        if (!isName(name)) {
            return false;
        }
        if (RESERVED.contains(lastLabel(name))) {
            return true;
        }
        InternetDomainName domain = InternetDomainName.from(asHostName(name));
        return domain.hasRegistrySuffix()
                && !domain.isRegistrySuffix()
                && isRegistered(
                        name, domain.topDomainUnderRegistrySuffix().toString().length());
    }

    /** No registry gives out names with an underscore. */
    private static boolean isRegistered(String name, int length) {
        return name.indexOf('_', name.length() - length) < 0;
    }

    /** Whether a label can be the last of a name that somebody can register; quick, and true for any beyond ASCII. */
    static boolean mayBeTopLevel(String label) {
        if (label.length() < 2 || label.length() > LONGEST_TOP_LEVEL) {
            return false;
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c >= 128) {
                return true;
            }
            if (!Ascii.isLetter(c) && !(i > 1 && (c == '-' || Ascii.isDigit(c)))) {
                return false;
            }
        }
        return isTopLevel(label.toLowerCase(ROOT));
    }

    /** Whether a name ends as domains do. */
    static boolean hasTopLevel(String name) {
        return isTopLevel(lastLabel(name).toLowerCase(ROOT));
    }

    private static boolean isTopLevel(String label) {
        return RESERVED.contains(label)
                || label.startsWith("xn--")
                || (isHostLabel(label) && InternetDomainName.from("x." + label).hasRegistrySuffix());
    }

    private static boolean isHostLabel(String label) {
        return label.indexOf('_') < 0 && hasOnlyNameCharacters(label) && isValid("x." + label);
    }

    /** Below one of the most used top-level domains. */
    static boolean isUnderCommonTopLevel(String name) {
        return COMMON.contains(lastLabel(name));
    }

    /** Names of addresses, for reverse look-ups. */
    static boolean isReverse(String name) {
        return name.endsWith(".arpa");
    }

    /** Two labels of which the second is as likely a file extension: {@code install.sh}. */
    static boolean looksLikeFile(String name) {
        return name.indexOf('.') == name.lastIndexOf('.') && FILE_EXTENSIONS.contains(lastLabel(name));
    }

    /** A reversed name as programs use it: {@code org.acme.network}. */
    static boolean looksReversed(String name) {
        int first = name.indexOf('.');
        return first != name.lastIndexOf('.')
                && REVERSED_FIRST.contains(name.substring(0, first))
                && !NEVER_REVERSED_LAST.contains(lastLabel(name));
    }

    static boolean hasOnlyNameCharacters(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** Labels of 1 to 63 characters that neither begin nor end with a hyphen, the last not with a digit. */
    private static boolean isValid(String name) {
        int label = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i < name.length() && name.charAt(i) != '.') {
                continue;
            }
            boolean fits = i > label && i - label <= LONGEST_LABEL;
            if (!fits || name.charAt(label) == '-' || name.charAt(i - 1) == '-') {
                return false;
            }
            label = i + 1;
        }
        return name.length() <= LONGEST && !Ascii.isDigit(name.charAt(name.lastIndexOf('.') + 1));
    }

    /** Service names begin labels with an underscore (RFC 8552), host names may not. */
    private static String asHostName(String name) {
        return name.replace('_', 'x');
    }

    private static String lastLabel(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
