package io.watchfloor.rules.correlation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in values, exact: decimal, with sign, fraction and exponent. What is longer than 64 characters or has an exponent
 * beyond ±64 is text, so that no sum of crafted values becomes large.
 */
final class Numbers {
    private static final int LONGEST = 64;

    private Numbers() {}

    /** The number; null if the text is none. */
    static @Nullable BigDecimal parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST || !trimmed.chars().allMatch(Numbers::isPart)) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(trimmed);
            return Math.abs((long) number.scale()) > LONGEST ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The number of a value that is known to be one; zero for none. */
    static BigDecimal of(@Nullable String value) {
        BigDecimal number = value == null ? null : parse(value);
        return number == null ? BigDecimal.ZERO : number;
    }

    private static boolean isPart(int c) {
        return c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0;
    }
}
