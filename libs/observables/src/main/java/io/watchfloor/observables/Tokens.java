package io.watchfloor.observables;

import org.jspecify.annotations.Nullable;

/** Values that are known by their own characters alone. */
final class Tokens {
    private static final int CVE_DIGITS = 4;
    private static final int LONGEST_CVE_NUMBER = 19;
    private static final String CVE = "cve-";

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

    /** Where the CVE id that begins at {@code from} ends, or -1: {@code CVE-}, a year since 1999, 4 to 19 digits. */
    static int cveEnd(String text, int from) {
        int year = from + CVE.length();
        int number = year + CVE_DIGITS + 1;
        boolean begins = text.regionMatches(true, from, CVE, 0, CVE.length())
                && number + CVE_DIGITS <= text.length()
                && Ascii.allDigits(text, year, year + CVE_DIGITS)
                && text.charAt(number - 1) == '-'
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
