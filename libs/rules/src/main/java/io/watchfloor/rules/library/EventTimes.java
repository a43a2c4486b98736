package io.watchfloor.rules.library;

import io.watchfloor.rules.condition.FlatEvent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * When an event of a file happened: the first of {@code @timestamp}, {@code SystemTime}, {@code UtcTime}, {@code TimeCreated}, {@code ts} and
 * {@code eventTime} that is a time. Times are RFC 3339, date and time with a space between, or seconds or milliseconds since the epoch; those
 * that name no zone are UTC.
 */
public final class EventTimes {
    private static final List<String> NAMES =
            List.of("@timestamp", "SystemTime", "UtcTime", "TimeCreated", "ts", "eventTime");
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter();
    private static final int DATE_LENGTH = "2026-01-01".length();
    private static final int LONGEST_NUMBER = 20;
    /** A number from here on is milliseconds: as seconds it would be the year 5138. */
    private static final long LEAST_MILLISECONDS = 100_000_000_000L;
    /** The end of the year 9999. */
    private static final long MOST_MILLISECONDS = 253_402_300_799_999L;

    private EventTimes() {}

    /** Milliseconds since the epoch; empty if the event has none of the fields, or no time in them. */
    public static OptionalLong of(FlatEvent event) {
        for (String name : NAMES) {
            for (String text : event.values(name)) {
                Long time = parse(text);
                if (time != null) {
                    return OptionalLong.of(time);
                }
            }
        }
        return OptionalLong.empty();
    }

    private static @Nullable Long parse(String text) {
        try {
            if (text.length() > DATE_LENGTH && text.charAt(4) == '-') {
                return calendar(text);
            }
            return number(text);
        } catch (DateTimeException | NumberFormatException e) {
            return null; // other text is no time
        }
    }

    private static long calendar(String text) {
        String joined = text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
        TemporalAccessor time = FORMAT.parseBest(joined, OffsetDateTime::from, LocalDateTime::from);
        Instant instant = time instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        return instant.toEpochMilli();
    }

    private static @Nullable Long number(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(MOST_MILLISECONDS)) > 0) {
            return null;
        }
        boolean milliseconds = number.compareTo(BigDecimal.valueOf(LEAST_MILLISECONDS)) >= 0;
        return (milliseconds ? number : number.movePointRight(3)).longValue();
    }
}
