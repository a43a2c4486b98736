package io.watchfloor.observables;

import com.google.common.net.InternetDomainName;
import java.util.Set;

/** What counts as a domain name. All methods take names in the normal form of {@link Normaliser#domain}. */
final class DomainNames {
    /** RFC 6761: not in the public suffix list, yet the names of samples and exercises. */
    private static final Set<String> RESERVED = Set.of("example", "test", "invalid");

    /** File extensions that are also top-level domains, and more often the former. */
    private static final Set<String> FILE_EXTENSIONS =
            Set.of("md", "mk", "mov", "name", "ps", "pub", "py", "rs", "sh", "so", "zip");

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
        InternetDomainName domain = InternetDomainName.from(asHostName(name));
        return RESERVED.contains(lastLabel(name)) || (domain.hasRegistrySuffix() && !domain.isRegistrySuffix());
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

    private static boolean isValid(String name) {
        return InternetDomainName.isValid(asHostName(name));
    }

    /** Service names begin labels with an underscore (RFC 8552), host names may not. */
    private static String asHostName(String name) {
        return name.replace('_', 'x');
    }

    private static String lastLabel(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
