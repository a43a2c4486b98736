package io.watchfloor.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bound of a range of times. A date, hour or minute stands for all of it ({@code [2025-01-01 TO 2025-01-31]} holds the whole 31st), a
 * time with seconds and {@code now} for an instant.
 *
 * @param micros its first microsecond since 1970 UTC
 * @param width microseconds it spans, at least 1
 */
record TimeBound(long micros, long width) {

    static final String EXPECTED = "expected now, now-1h or now+2d with the units s, m, h, d or w";

    /** The first microsecond behind it. */
    long end() {
        return micros + width;
    }

    /** The bound written as {@code text}, or null when it is no time. */
    static @Nullable TimeBound parse(String text, @Nullable Instant now) {
        if (isRelative(text)) {
            return new TimeBound(micros(now) + shift(text), 1);
        }
        long micros = TimeText.micros(text);
        return micros == TimeText.NONE ? null : new TimeBound(micros, TimeText.width(text));
    }

    /** Whether {@code text} is meant as relative to now, but is not of the form that {@link #isRelative} demands. */
    static boolean isMalformed(String text) {
        return looksRelative(text) && !isRelative(text);
    }

    private static boolean looksRelative(String text) {
        return text.startsWith("now") && (text.length() == 3 || "+-/|".indexOf(text.charAt(3)) >= 0);
    }

    /** Whether {@code text} is {@code now} with any number of steps such as {@code -1h}, each of at most 9 digits. */
    static boolean isRelative(String text) {
        if (!looksRelative(text)) {
            return false;
        }
        int at = 3;
        while (at < text.length()) {
            int unit = unitOf(text, at);
            if (unit < 0) {
                return false;
            }
            at = unit + 1;
        }
        return text.length() <= 100;
    }

    /** Where the unit of the step that starts at {@code at} stands, or -1 when there is no step. */
    private static int unitOf(String text, int at) {
        int unit = at + 1;
        while (unit < text.length() && text.charAt(unit) >= '0' && text.charAt(unit) <= '9') {
            unit++;
        }
        int digits = unit - at - 1;
        boolean valid = (text.charAt(at) == '+' || text.charAt(at) == '-')
                && digits >= 1
                && digits <= 9
                && unit < text.length()
                && TimeRange.secondsOf(text.charAt(unit)) > 0;
        return valid ? unit : -1;
    }

    private static long shift(String text) {
        long seconds = 0;
        int at = 3;
        while (at < text.length()) {
            int unit = unitOf(text, at);
            seconds += Integer.parseInt(text, at, unit, 10) * TimeRange.secondsOf(text.charAt(unit));
            at = unit + 1;
        }
        return seconds * 1_000_000;
    }

    private static long micros(@Nullable Instant now) {
        if (now == null) {
            throw new QuerySyntaxException(
                    "'now' has no meaning here: give a time, or a time range beside the query", 0);
        }
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000), now.getNano() / 1_000);
    }
}
