package io.watchfloor.query;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A decimal number of a query, compared with numbers of events and with strings that read as one (JSON's form, leading zeros allowed).
 * Whole numbers of 64 bits compare exactly, all others as IEEE doubles.
 */
final class Decimal {

    /** What comparing answers when the other side is no number. */
    static final int NOT_A_NUMBER = 2;

    private static final double EXACT_BELOW = 0x1p53;
    private static final int EXPONENT_SHOWN = 40;
    private static final String LONGEST = Long.toString(Long.MAX_VALUE);

    private final boolean whole;
    private final long exact;
    private final double rounded;

    private Decimal(boolean whole, long exact, double rounded) {
        this.whole = whole;
        this.exact = exact;
        this.rounded = rounded;
    }

    static @Nullable Decimal parse(String text) {
        if (isWhole(text)) {
            long exact = Long.parseLong(text);
            return new Decimal(true, exact, exact);
        }
        return isDecimal(text) ? new Decimal(false, 0, Double.parseDouble(text)) : null;
    }

    /** -1, 0 or 1 as {@code value} is under, equal to or over this number, or {@link #NOT_A_NUMBER}. */
    int compare(String value) {
        if (isWhole(value)) {
            return compare(Long.parseLong(value));
        }
        return isDecimal(value) ? compare(Double.parseDouble(value)) : NOT_A_NUMBER;
    }

    int compare(Number value) {
        return isWhole(value) ? compare(value.longValue()) : compare(value.doubleValue());
    }

    private int compare(long value) {
        return whole ? Long.compare(value, exact) : compare((double) value);
    }

    private int compare(double value) {
        if (value < rounded) {
            return -1;
        }
        return value > rounded ? 1 : value == rounded ? 0 : NOT_A_NUMBER;
    }

    /** How a number reads as text: without exponent and trailing zeros unless very large or very small. */
    static String text(Number value) {
        if (isWhole(value)) {
            return Long.toString(value.longValue());
        }
        double rounded = value.doubleValue();
        if (Double.isNaN(rounded) || (Double.isInfinite(rounded) && !(value instanceof BigDecimal))) {
            return value.toString();
        }
        BigDecimal decimal = new BigDecimal(value.toString()).stripTrailingZeros();
        return Math.abs((long) decimal.scale()) > EXPONENT_SHOWN ? decimal.toString() : decimal.toPlainString();
    }

    /** How a number reads as the nearest double: the same for all numbers that {@link #compare} finds equal. */
    static String canonical(Number value) {
        double nearest = value.doubleValue();
        boolean small = Math.abs(nearest) < EXACT_BELOW && nearest == Math.rint(nearest);
        return small ? Long.toString((long) nearest) : text(nearest);
    }

    String canonical() {
        return canonical(rounded);
    }

    /** Whether doubles tell it from all other whole numbers. */
    boolean isExactlyWritten() {
        return Math.abs(rounded) < EXACT_BELOW;
    }

    private static boolean isWhole(Number value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    /** Whether {@code text} is {@code -?[0-9]+} and its digits are at most those of {@link Long#MAX_VALUE}. */
    private static boolean isWhole(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        int length = text.length() - digits;
        return length >= 1
                && length <= LONGEST.length()
                && digitsEnd(text, digits) == text.length()
                && (length < LONGEST.length() || text.substring(digits).compareTo(LONGEST) <= 0);
    }

    private static boolean isDecimal(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int at = digitsEnd(text, start);
        if (at == start) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = at + 1;
            at = digitsEnd(text, fraction);
            if (at == fraction) {
                return false;
            }
        }
        return at == text.length() || isExponent(text, at);
    }

    private static boolean isExponent(String text, int from) {
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
            return false;
        }
        int start = from + 1;
        if (start < text.length() && (text.charAt(start) == '-' || text.charAt(start) == '+')) {
            start++;
        }
        int end = digitsEnd(text, start);
        return end > start && end == text.length();
    }

    private static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
