package io.watchfloor.query;

import io.watchfloor.query.Query.Piece;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The meaning of queries once more, written for plainness from the package description, sharing no code with the evaluator. */
final class NaiveEvaluator {

    private static final List<String> TEXT_FIELDS = List.of(
            "message", "event.original", "error.message", "user_agent.original", "url.original", "rule.description");

    private final Map<String, Object> event;
    private final Instant now;

    NaiveEvaluator(Map<String, Object> event, Instant now) {
        this.event = event;
        this.now = now;
    }

    boolean matches(Query query) {
        return switch (query) {
            case Query.And(var clauses) -> clauses.stream().allMatch(this::matches);
            case Query.Or(var clauses) -> clauses.stream().anyMatch(this::matches);
            case Query.Not(var clause) -> !matches(clause);
            case Query.MatchAll() -> true;
            case Query.Exists(var field) -> any(field, (_, _) -> true);
            case Query.Term(var field, var text) -> any(field, (value, prose) -> term(value, text, prose));
            case Query.Phrase(var field, var text) -> any(field, (value, prose) -> phrase(text(value), text, prose));
            case Query.FreeText(var text) -> any("*", (value, _) -> phrase(text(value), text, true));
            case Query.Prefix(var field, var text) ->
                any(
                        field,
                        (value, prose) ->
                                glob(text(value), List.of(new Piece.Literal(text), new Piece.AnyRun()), prose));
            case Query.Wildcard(var field, var pieces) ->
                any(field, (value, prose) -> glob(text(value), pieces, prose));
            case Query.Range range -> any(range.field(), (value, _) -> inRange(value, range));
            case Query.Cidr(var field, var network) -> any(field, (value, _) -> inNetwork(text(value), network));
            case Query.Regex(var field, var pattern) ->
                any(
                        field,
                        (value, _) -> Pattern.compile(
                                        pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                                .matcher(text(value))
                                .matches());
        };
    }

    private boolean any(String field, BiPredicate<Object, Boolean> test) {
        for (String name : event.keySet()) {
            boolean everywhere = field.equals("*");
            boolean meant = everywhere
                    ? !List.of(
                                    "watchfloor.tenant",
                                    "watchfloor.sequence",
                                    "@timestamp",
                                    "event.created",
                                    "event.ingested")
                            .contains(name)
                    : FieldAliases.resolve(field).stream().anyMatch(f -> covers(f, name));
            boolean prose = everywhere
                    || TEXT_FIELDS.contains(name)
                    || name.endsWith(".text")
                    || name.endsWith(".command_line");
            List<?> values = event.get(name) instanceof List<?> list ? list : List.of(event.get(name));
            if (meant && values.stream().anyMatch(v -> (!everywhere || v instanceof String) && test.test(v, prose))) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(String field, String name) {
        return field.endsWith(".*")
                ? name.startsWith(field.substring(0, field.length() - 1)) && !name.equals("watchfloor.sequence")
                : name.equals(field);
    }

    private static String text(Object value) {
        return value instanceof Double d
                ? new BigDecimal(d).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    private static boolean term(Object value, String text, boolean prose) {
        if (prose) {
            return phrase(text(value), text, true);
        }
        if (value instanceof Number) {
            return number(text) != null && number(text).compareTo(number(text(value))) == 0;
        }
        return fold(text(value)).equals(fold(text))
                || (address(text) != null && address(text).equals(address(text(value))));
    }

    private static boolean phrase(String value, String text, boolean prose) {
        List<String> wanted = tokens(text);
        return fold(value).equals(fold(text))
                || (prose
                        && !wanted.isEmpty()
                        && (" " + String.join(" ", tokens(value)) + " ")
                                .contains(" " + String.join(" ", wanted) + " "));
    }

    private static List<String> tokens(String text) {
        return Arrays.stream(fold(text).split("[^\\p{L}\\p{Nd}\\p{M}_]+"))
                .filter(t -> !t.isEmpty())
                .toList();
    }

    private static String fold(String text) {
        return text.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean glob(String value, List<Piece> pieces, boolean prose) {
        String regex = pieces.stream()
                .map(piece -> switch (piece) {
                    case Piece.Literal(var text) -> Pattern.quote(fold(text));
                    case Piece.AnyRun() -> ".*";
                    case Piece.AnyOne() -> ".";
                })
                .collect(Collectors.joining());
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        List<String> candidates = new ArrayList<>(List.of(fold(value)));
        candidates.addAll(prose ? tokens(value) : List.of());
        return candidates.stream()
                .anyMatch(candidate -> pattern.matcher(candidate).matches());
    }

    private boolean inRange(Object value, Query.Range range) {
        if (all(range, NaiveEvaluator::number)) {
            return within(range, number(text(value)), NaiveEvaluator::number);
        }
        if (all(range, NaiveEvaluator::address)) {
            Address6 address = value instanceof String text ? address(text) : null;
            boolean sameFamily = address != null
                    && (range.lower() == null || address(range.lower()).ipv4 == address.ipv4)
                    && (range.upper() == null || address(range.upper()).ipv4 == address.ipv4);
            return sameFamily && within(range, address.bits, text -> address(text).bits);
        }
        if (all(range, text -> span(text, now))) {
            return value instanceof String text && span(text, null) != null && inTimes(range, span(text, null).start);
        }
        return within(range, fold(text(value)), NaiveEvaluator::fold);
    }

    private boolean inTimes(Query.Range range, Instant time) {
        Span lower = range.lower() == null ? null : span(range.lower(), now);
        Span upper = range.upper() == null ? null : span(range.upper(), now);
        boolean above = lower == null || !time.isBefore(range.lowerInclusive() ? lower.start : lower.end);
        return above && (upper == null || time.isBefore(range.upperInclusive() ? upper.end : upper.start));
    }

    private static boolean all(Query.Range range, Function<String, ?> reader) {
        return (range.lower() == null || reader.apply(range.lower()) != null)
                && (range.upper() == null || reader.apply(range.upper()) != null);
    }

    private static <T extends Comparable<T>> boolean within(Query.Range range, T value, Function<String, T> reader) {
        if (value == null) {
            return false;
        }
        int toLower = range.lower() == null ? 1 : value.compareTo(reader.apply(range.lower()));
        int toUpper = range.upper() == null ? -1 : value.compareTo(reader.apply(range.upper()));
        return (toLower > 0 || (toLower == 0 && range.lowerInclusive()))
                && (toUpper < 0 || (toUpper == 0 && range.upperInclusive()));
    }

    private static BigDecimal number(String text) {
        return text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?") ? new BigDecimal(text) : null;
    }

    private record Address6(boolean ipv4, BigInteger bits) {}

    private static Address6 address(String text) {
        boolean plausible =
                text.matches("((0|[1-9][0-9]{0,2})(\\.|$)){4}") || text.matches("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
        try {
            byte[] bytes = plausible ? InetAddress.ofLiteral(text).getAddress() : new byte[0];
            return bytes.length == 0 ? null : new Address6(bytes.length == 4, new BigInteger(1, bytes));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean inNetwork(String value, String network) {
        String[] parts = network.split("/");
        Address6 base = address(parts[0]);
        Address6 address = address(value);
        int bits = Integer.parseInt(parts[1]) - (base.ipv4 && parts[0].indexOf(':') >= 0 ? 96 : 0);
        int free = (base.ipv4 ? 32 : 128) - bits;
        return address != null
                && address.ipv4 == base.ipv4
                && address.bits.shiftRight(free).equals(base.bits.shiftRight(free));
    }

    private record Span(Instant start, Instant end) {}

    /** Only the forms of time that {@link QueryGenerator} writes. */
    private static Span span(String text, Instant now) {
        if (now != null && text.startsWith("now")) {
            Instant at = text.equals("now-1h") ? now.minusSeconds(3_600) : now;
            return text.equals("now") || text.equals("now-1h") ? point(at) : null;
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return from(LocalDate.parse(text).atStartOfDay(), ChronoUnit.DAYS);
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d")) {
            return from(LocalDateTime.parse(text + ":00"), ChronoUnit.HOURS);
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d")) {
            return from(LocalDateTime.parse(text), ChronoUnit.MINUTES);
        }
        return text.matches("\\d{4}-\\d\\d-\\d\\d[Tt].*")
                ? point(OffsetDateTime.parse(text).toInstant())
                : null;
    }

    private static Span from(LocalDateTime start, ChronoUnit unit) {
        Instant instant = start.toInstant(ZoneOffset.UTC);
        return new Span(instant, instant.plus(1, unit));
    }

    private static Span point(Instant at) {
        return new Span(at, at.plusNanos(1_000));
    }
}
