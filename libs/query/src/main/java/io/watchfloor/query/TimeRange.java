package io.watchfloor.query;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of event time, half-open: {@code from} is out, {@code to} is in.
 *
 * @throws TimeRangeException when {@code from} is not before {@code to}
 */
public record TimeRange(Instant from, Instant to) {

    /** The longest relative range: 3,650 days. */
    public static final Duration LONGEST = Duration.ofDays(3_650);

    public TimeRange {
        if (!from.isBefore(to)) {
            throw new TimeRangeException("the time range is empty: from must be before to");
        }
    }

    /** The range of {@link #duration} {@code text} that ends with {@code now}. */
    public static TimeRange parse(String text, Instant now) {
        return new TimeRange(now.minus(duration(text)), now);
    }

    /**
     * A positive whole number and a unit: {@code 30s}, {@code 15m}, {@code 24h}, {@code 7d}, {@code 2w}.
     *
     * @throws TimeRangeException when it is of another form, zero, or longer than {@link #LONGEST}
     */
    public static Duration duration(String text) {
        if (text.isEmpty() || !isWholeNumber(text.substring(0, text.length() - 1))) {
            throw unreadable(text);
        }
        long seconds = secondsOf(text.charAt(text.length() - 1));
        if (seconds == 0) {
            throw unreadable(text);
        }
        return Duration.ofSeconds(amount(text) * seconds);
    }

    /** Whether {@code time} lies within. */
    public boolean contains(Instant time) {
        return time.isAfter(from) && !time.isAfter(to);
    }

    private static long amount(String text) {
        String digits = text.substring(0, text.length() - 1);
        long seconds = secondsOf(text.charAt(text.length() - 1));
        long amount = digits.length() > 12 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (amount == 0) {
            throw new TimeRangeException("the duration is zero: expected at least 1, as in 15m");
        }
        if (amount > LONGEST.toSeconds() / seconds) {
            throw new TimeRangeException("the duration is too long: at most " + LONGEST.toDays() + "d");
        }
        return amount;
    }

    private static boolean isWholeNumber(String digits) {
        return !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The seconds of a unit, or 0 when there is no such unit. */
    static long secondsOf(char unit) {
        return switch (unit) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            case 'w' -> 604_800;
            default -> 0;
        };
    }

    private static TimeRangeException unreadable(String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new TimeRangeException("'" + shown
                + "' is no duration: expected a whole number and one of s, m, h, d, w, as in 15m, 1h, 24h, 7d");
    }
}
