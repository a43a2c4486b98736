package io.watchfloor.rules.sigma;

import java.time.Duration;

/**
 * A number and a letter: {@code s}, {@code m}, {@code h}, {@code d} (24 hours), and {@code w}, which the reference implementation has. Months
 * ({@code M}) and years ({@code y}), which it has too, have no length of their own and are refused. Source: correlation rules specification 2.1.0.
 */
final class Timespan {
    private static final int MOST_DIGITS = 9;

    private Timespan() {}

    /** Throws {@link InvalidSigmaException} with code {@code invalid}. */
    static Duration parse(String text, Position at) {
        int digits = text.length() - 1;
        boolean valid = digits >= 1
                && digits <= MOST_DIGITS
                && text.substring(0, digits).chars().allMatch(c -> c >= '0' && c <= '9');
        long number = valid ? Long.parseLong(text.substring(0, digits)) : 0;
        return switch (valid ? text.charAt(digits) : ' ') {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            case 'w' -> Duration.ofDays(7 * number);
            case 'M', 'y' -> throw invalid(at, "months and years differ in length: write days, such as 30d");
            default ->
                throw invalid(at, "expected a number and one of s, m, h, d, w, such as 5m, not \"" + text + "\"");
        };
    }

    private static InvalidSigmaException invalid(Position at, String message) {
        return new InvalidSigmaException(at, "invalid", message);
    }
}
