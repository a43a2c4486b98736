package io.watchfloor.query;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.YearMonth;

/**
 * Times as events write them, RFC 3339 with parts left off: {@code 2025-01-31}, {@code 2025-01-31T10}, {@code …T10:15},
 * {@code …T10:15:30.123456789}, a space for the {@code T}, with {@code Z} or an offset, else UTC. Read to whole microseconds.
 */
final class TimeText {

    /** What is not a time. */
    static final long NONE = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final String text;
    private int at;
    private boolean valid = true;
    private long micros;
    private long width;

    private TimeText(String text) {
        this.text = text;
    }

    /** Microseconds since 1970 UTC, or {@link #NONE}. */
    static long micros(String text) {
        TimeText time = new TimeText(text);
        return time.read() ? time.micros : NONE;
    }

    /** The microseconds that {@code text}, a time, spans: a day, an hour or a minute when it says no more, else 1. */
    static long width(String text) {
        TimeText time = new TimeText(text);
        return time.read() ? time.width : 1;
    }

    private boolean read() {
        if (text.length() < 10 || text.length() > 40 || text.charAt(4) != '-') {
            return false;
        }
        readDate();
        if (valid && (accept('T') || accept('t') || accept(' '))) {
            readTime();
        }
        return valid && at == text.length();
    }

    private void readDate() {
        int year = digits(4, 9999);
        expect('-');
        int month = digits(2, 12);
        expect('-');
        int day = digits(2, 31);
        valid = valid && month >= 1 && day >= 1 && YearMonth.of(year, month).isValidDay(day);
        if (valid) {
            micros = YearMonth.of(year, month).atDay(day).toEpochDay() * DAY;
            width = DAY;
        }
    }

    private void readTime() {
        micros += digits(2, 23) * HOUR;
        width = HOUR;
        if (accept(':')) {
            micros += digits(2, 59) * MINUTE;
            width = MINUTE;
            if (accept(':')) {
                micros += digits(2, 59) * SECOND;
                width = 1;
                readFraction();
            }
        }
        readOffset();
    }

    private void readFraction() {
        if (!accept('.') && !accept(',')) {
            return;
        }
        long unit = SECOND;
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            unit /= 10;
            micros += (text.charAt(at++) - '0') * unit;
        }
        valid = valid && at > start && at - start <= 9;
    }

    private void readOffset() {
        if (at == text.length() || accept('Z') || accept('z')) {
            return;
        }
        int sign = accept('-') ? 1 : -1;
        if (sign < 0) {
            expect('+');
        }
        long offset = digits(2, 18) * HOUR;
        if (at < text.length()) {
            accept(':');
            offset += digits(2, 59) * MINUTE;
        }
        micros += sign * offset;
    }

    private int digits(int count, int most) {
        int value = 0;
        for (int i = 0; i < count && valid; i++) {
            valid = at < text.length() && isDigit(text.charAt(at));
            value = valid ? value * 10 + text.charAt(at++) - '0' : 0;
        }
        valid = valid && value <= most;
        return value;
    }

    @CanIgnoreReturnValue
    private boolean accept(char wanted) {
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void expect(char wanted) {
        valid = accept(wanted) && valid;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
