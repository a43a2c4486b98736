package io.watchfloor.rules.condition;

import io.watchfloor.rules.condition.Predicate.Part;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/**
 * Times in values: RFC 3339, or date and time with a space or {@code T} between and no zone, which is taken as UTC. Fractions do not
 * matter, so they may have any number of digits.
 */
final class TimeText {
    private static final String SHAPE = "dddd-dd-dd dd:dd:dd";

    private TimeText() {}

    /** The part in UTC, or NaN if the text is no time. */
    static double part(String text, Part part) {
        LocalDateTime time = parse(text);
        if (time == null) {
            return Double.NaN;
        }
        return switch (part) {
            case MINUTE -> time.getMinute();
            case HOUR -> time.getHour();
            case DAY -> time.getDayOfMonth();
            case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> time.getMonthValue();
            case YEAR -> time.getYear();
        };
    }

    private static @Nullable LocalDateTime parse(String text) {
        if (!hasShape(text, 0, SHAPE)) {
            return null;
        }
        int end = SHAPE.length();
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = ++end;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            if (end == fraction) {
                return null;
            }
        }
        Integer offset = offsetMinutes(text, end);
        return offset == null ? null : utc(text, offset);
    }

    /** Minutes east of UTC, or null if what follows the time is no zone. */
    private static @Nullable Integer offsetMinutes(String text, int from) {
        String zone = text.substring(from);
        if (zone.isEmpty() || zone.equals("Z") || zone.equals("z")) {
            return 0;
        }
        if (zone.length() != 6 || !hasShape(zone, 1, "dd:dd") || "+-".indexOf(zone.charAt(0)) < 0) {
            return null;
        }
        int minutes = number(zone, 1, 3) * 60 + number(zone, 4, 6);
        return zone.charAt(0) == '-' ? -minutes : minutes;
    }

    private static @Nullable LocalDateTime utc(String text, int offsetMinutes) {
        try {
            int second = Math.min(59, number(text, 17, 19)); // a leap second belongs to the minute it ends
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            second)
                    .minusMinutes(offsetMinutes);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean hasShape(String text, int from, String shape) {
        boolean fits = text.length() >= from + shape.length();
        for (int i = 0; fits && i < shape.length(); i++) {
            char c = text.charAt(from + i);
            fits = switch (shape.charAt(i)) {
                case 'd' -> isDigit(c);
                case ' ' -> c == ' ' || c == 'T' || c == 't';
                default -> c == shape.charAt(i);
            };
        }
        return fits;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
