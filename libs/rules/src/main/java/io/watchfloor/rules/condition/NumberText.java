package io.watchfloor.rules.condition;

/** Numbers in values: decimal, with sign, fraction and exponent as in JSON, leading zeros allowed. Hexadecimal digits are text. */
final class NumberText {
    private NumberText() {}

    /** The number, or NaN if the text is none. */
    static double parse(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int end = digits(text, at);
        if (end == at) {
            return Double.NaN;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            at = end + 1;
            end = digits(text, at);
        }
        return end > at && (end == text.length() || isExponent(text, end)) ? Double.parseDouble(text) : Double.NaN;
    }

    private static boolean isExponent(String text, int from) {
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
            return false;
        }
        boolean signed = from + 1 < text.length() && "+-".indexOf(text.charAt(from + 1)) >= 0;
        int start = from + (signed ? 2 : 1);
        int end = digits(text, start);
        return end > start && end == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
