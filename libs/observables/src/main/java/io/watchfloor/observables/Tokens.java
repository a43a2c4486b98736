package io.watchfloor.observables;

import org.jspecify.annotations.Nullable;

/** Values that are known by their own characters alone. */
final class Tokens {
    private static final int CVE_DIGITS = 4;
    private static final int LONGEST_CVE_NUMBER = 19;
    private static final String CVE = "cve";
    private static final String CVE_SEPARATORS = "-_ ";

    private Tokens() {}

    /** The kind of hash that the value is by its length; null if it is none, or all digits as no hash is in practice. */
    static @Nullable ObservableType hashType(String value) {
        int length = value.length();
        ObservableType type = switch (length) {
            case 32 -> ObservableType.MD5;
            case 40 -> ObservableType.SHA1;
            case 64 -> ObservableType.SHA256;
            default -> null;
        };
        return type == null || !Ascii.allHex(value, 0, length) || Ascii.allDigits(value, 0, length) ? null : type;
    }

    /** The same in place, with SHA-512; all the same character is no hash either. */
    static @Nullable IocType hash(String text, int from, int to) {
        IocType type = switch (to - from) {
            case 32 -> IocType.MD5;
            case 40 -> IocType.SHA1;
            case 64 -> IocType.SHA256;
            case 128 -> IocType.SHA512;
            default -> null;
        };
        boolean hash = type != null && Ascii.allHex(text, from, to) && !Ascii.allDigits(text, from, to);
        return hash && !isOneCharacter(text, from, to) ? type : null;
    }

    private static boolean isOneCharacter(String text, int from, int to) {
        int end = from;
        while (end < to && text.charAt(end) == text.charAt(from)) {
            end++;
        }
        return end == to;
    }

    /**
     * Where the CVE id that begins at {@code from} ends, or -1: {@code CVE}, a hyphen, underscore or
     * space, a year since 1999, a hyphen or underscore, 4 to 19 digits.
     */
    static int cveEnd(String text, int from) {
        int year = from + CVE.length() + 1;
        int number = year + CVE_DIGITS + 1;
        boolean begins = text.regionMatches(true, from, CVE, 0, CVE.length())
                && number + CVE_DIGITS <= text.length()
                && CVE_SEPARATORS.indexOf(text.charAt(year - 1)) >= 0
                && Ascii.allDigits(text, year, year + CVE_DIGITS)
                && (text.charAt(number - 1) == '-' || text.charAt(number - 1) == '_')
                && isYear(text, year);
        if (!begins) {
            return -1;
        }
        int end = number;
        while (end < text.length() && end - number < LONGEST_CVE_NUMBER && Ascii.isDigit(text.charAt(end))) {
            end++;
        }
        boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
        return ends && end - number >= CVE_DIGITS ? end : -1;
    }

    private static boolean isYear(String text, int at) {
        return text.startsWith("20", at) || text.startsWith("1999", at);
    }
}
