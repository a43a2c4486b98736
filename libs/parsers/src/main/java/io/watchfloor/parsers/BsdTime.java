package io.watchfloor.parsers;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * "Mmm dd hh:mm:ss" of RFC 3164 §4.1.2 and its variants: the day padded or not, a fraction, a year before the time (Cisco
 * ASA) or after it, a zone. Abbreviated zones but UTC and GMT are ambiguous and ignored.
 */
final class BsdTime {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int NO_YEAR = -1;

    private final Cursor cursor;
    private int month;
    private int day;
    private int year = NO_YEAR;
    private LocalTime time = LocalTime.MIDNIGHT;

    private BsdTime(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The time ahead, the cursor behind it; or null, the cursor anywhere. */
    static @Nullable Instant parse(Cursor cursor, Instant receivedAt, ZoneId zone) {
        BsdTime parsed = new BsdTime(cursor);
        try {
            if (!parsed.date() || !parsed.time()) {
                return null;
            }
            ZoneId actual = parsed.suffix(zone);
            return parsed.year == NO_YEAR ? parsed.latest(receivedAt, actual) : parsed.inYear(parsed.year, actual);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private boolean date() {
        int start = cursor.at;
        if (cursor.text.length() < start + 3) {
            return false;
        }
        int index = MONTHS.indexOf(cursor.text.substring(start, start + 3).toLowerCase(Locale.ROOT));
        if (index < 0 || index % 3 != 0) {
            return false;
        }
        month = index / 3 + 1;
        cursor.at += 3;
        if (cursor.peek(0) != ' ') {
            return false;
        }
        cursor.skipSpaces();
        day = cursor.number(1, 2);
        return day > 0 && cursor.skip(' ');
    }

    private boolean time() {
        if (cursor.digits() == 4 && cursor.peek(4) == ' ') {
            year = cursor.number(4, 4);
            cursor.skip(' ');
        }
        int hour = cursor.number(1, 2);
        if (hour < 0 || !cursor.skip(':')) {
            return false;
        }
        int minute = cursor.number(2, 2);
        if (minute < 0 || !cursor.skip(':')) {
            return false;
        }
        int second = cursor.number(2, 2);
        if (second < 0) {
            return false;
        }
        time = LocalTime.of(hour, minute, Math.min(second, second == 60 ? 59 : second));
        fraction();
        return true;
    }

    private void fraction() {
        int start = cursor.at;
        if (!cursor.skip('.') && !cursor.skip(',')) {
            return;
        }
        int digits = cursor.digits();
        if (digits == 0) {
            cursor.at = start;
            return;
        }
        String nanos = (cursor.text.substring(cursor.at, cursor.at + digits) + "000000000").substring(0, 9);
        time = time.withNano(Integer.parseInt(nanos));
        cursor.at += digits;
    }

    /** A zone and a year behind the time; what is neither is left for the host. */
    private ZoneId suffix(ZoneId zone) {
        int start = cursor.at;
        if (cursor.skip(" UTC") || cursor.skip(" GMT") || cursor.skip(" Z") || cursor.skip("Z")) {
            if (cursor.atEnd() || cursor.peek(0) == ' ' || cursor.peek(0) == ':') {
                yearBehind();
                return ZoneOffset.UTC;
            }
            cursor.at = start;
        }
        if (cursor.skip(' ')) {
            int letters = 0;
            while (letters < 5 && cursor.peek(letters) >= 'A' && cursor.peek(letters) <= 'Z') {
                letters++;
            }
            cursor.at += letters;
            if (letters < 3 || letters > 4 || !yearBehind()) {
                cursor.at = start;
                yearBehind();
            }
        }
        return zone;
    }

    @CanIgnoreReturnValue
    private boolean yearBehind() {
        boolean is = year == NO_YEAR
                && cursor.peek(0) == ' '
                && (cursor.peek(1) == '1' && cursor.peek(2) == '9' || cursor.peek(1) == '2' && cursor.peek(2) == '0')
                && Character.isDigit(cursor.peek(3))
                && Character.isDigit(cursor.peek(4))
                && (cursor.peek(5) == ' ' || (cursor.peek(5) == ':' && cursor.peek(6) == ' '));
        if (is) {
            cursor.skip(' ');
            year = cursor.number(4, 4);
        }
        return is;
    }

    /** The latest year in which this time is not more than a day ahead; 29 February waits for a leap year. */
    private @Nullable Instant latest(Instant receivedAt, ZoneId zone) {
        Instant limit = receivedAt.plus(Duration.ofDays(1));
        int newest = receivedAt.atZone(zone).getYear() + 1;
        for (int candidate = newest; candidate > newest - 10; candidate--) {
            boolean exists =
                    day <= Month.of(month).length(LocalDate.of(candidate, 1, 1).isLeapYear());
            if (exists && !inYear(candidate, zone).isAfter(limit)) {
                return inYear(candidate, zone);
            }
        }
        return null;
    }

    private Instant inYear(int actual, ZoneId zone) {
        return LocalDate.of(actual, month, day).atTime(time).atZone(zone).toInstant();
    }
}
