package io.watchfloor.parsers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Timestamps of JSON logs and of RFC 5424: RFC 3339 with its looser relatives, and epoch numbers. */
final class TimeText {
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");
    private static final Duration FURTHEST_AHEAD = Duration.ofDays(366);
    private static final BigDecimal SECONDS_BELOW = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private TimeText() {}

    /** The instant a value of a JSON log means, or null. A time without a zone is one of {@code zone}. */
    static @Nullable Instant parse(Object value, ZoneId zone) {
        return switch (value) {
            case Number number -> epoch(new BigDecimal(number.toString()));
            case String text when isNumber(text) -> epoch(new BigDecimal(text));
            case String text -> dateTime(text, zone);
            default -> null;
        };
    }

    /** Whether a clock of the sender's can be believed: neither reset to its epoch nor a year ahead. */
    static boolean isPlausible(Instant time, Instant receivedAt) {
        return !time.isBefore(EARLIEST) && !time.isAfter(receivedAt.plus(FURTHEST_AHEAD));
    }

    private static boolean isNumber(String text) {
        if (text.length() < 9 || text.length() > 24) {
            return false;
        }
        boolean dot = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean firstDot = c == '.' && !dot && i > 0 && i < text.length() - 1;
            if (!firstDot && (c < '0' || c > '9')) {
                return false;
            }
            dot |= firstDot;
        }
        return true;
    }

    /** Seconds, or milli-, micro- or nanoseconds if the number would lie beyond the year 5138 as seconds. */
    private static @Nullable Instant epoch(BigDecimal number) {
        BigDecimal seconds = number;
        for (int unit = 0; unit < 3 && seconds.abs().compareTo(SECONDS_BELOW) >= 0; unit++) {
            seconds = seconds.divide(THOUSAND);
        }
        if (seconds.abs().compareTo(SECONDS_BELOW) >= 0) {
            return null;
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        BigDecimal nanos = seconds.subtract(whole).movePointRight(9);
        return Instant.ofEpochSecond(whole.longValue(), nanos.longValue());
    }

    private static @Nullable Instant dateTime(String given, ZoneId zone) {
        String text = given.strip();
        if (text.length() < 16 || text.length() > 64) {
            return null;
        }
        StringBuilder normal = new StringBuilder(text.toUpperCase(Locale.ROOT).replace(',', '.'));
        if (normal.charAt(10) == ' ') {
            normal.setCharAt(10, 'T');
        }
        boolean leap = normal.length() > 18 && normal.substring(16, 19).equals(":60");
        if (leap) {
            normal.replace(17, 19, "59");
        }
        cutFraction(normal);
        Instant instant = read(normal, zone);
        return instant == null || !leap ? instant : instant.plusSeconds(1);
    }

    private static void cutFraction(StringBuilder text) {
        int dot = text.indexOf(".");
        int end = dot + 1;
        while (dot > 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (dot > 0 && end - dot > 10) {
            text.delete(dot + 10, end);
        }
    }

    private static @Nullable Instant read(CharSequence text, ZoneId zone) {
        try {
            TemporalAccessor parsed = DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime time
                    ? time.toInstant()
                    : ((LocalDateTime) parsed).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
