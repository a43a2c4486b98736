package io.watchfloor.cli.parse.truth;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When two spellings are one value. */
final class Values {
    private Values() {}

    static boolean agree(String field, String expected, @Nullable Object actual) {
        if (actual == null) {
            return expected.isEmpty() || expected.equals("-");
        }
        if (actual instanceof List<?> values) {
            // A value may have a comma of its own.
            return expected.equals(values.stream().map(Object::toString).collect(joining(",")))
                    || values.stream().anyMatch(each -> one(field, expected, each.toString()))
                    || List.of(expected.split(",")).stream()
                            .allMatch(part -> values.stream().anyMatch(each -> one(field, part, each.toString())));
        }
        return one(field, expected, actual.toString());
    }

    private static boolean one(String field, String expected, String actual) {
        if (expected.equalsIgnoreCase(actual)) {
            return true;
        }
        if (field.equals("@timestamp")) {
            return time(expected).equals(time(actual));
        }
        if (field.endsWith(".ip")) {
            return address(expected).equals(address(actual));
        }
        return number(expected).equals(number(actual)) || truth(expected).equals(truth(actual));
    }

    private static String truth(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "T", "TRUE" -> "true";
            case "F", "FALSE" -> "false";
            default -> text;
        };
    }

    private static String number(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String address(String text) {
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** To the millisecond, of an epoch or a date. */
    private static String time(String text) {
        try {
            if (!text.contains("T")) {
                return Instant.ofEpochMilli(
                                new BigDecimal(text).movePointRight(3).longValue())
                        .toString();
            }
            boolean zone = text.endsWith("Z") || text.indexOf('+') > 0;
            return OffsetDateTime.parse(zone ? text : text + "Z")
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toString();
        } catch (DateTimeException | NumberFormatException e) {
            return text;
        }
    }
}
