package io.watchfloor.blocks.filter;

import io.watchfloor.query.Address;
import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries of every kind about values that some events have; the same seed gives the same ones. */
final class RandomQueries {

    private static final List<String> FAMILIES = List.of("source.*", "event.*", "host.*", "file.hash.*", "process.*");

    private final SplittableRandom random;
    private final List<? extends Map<String, Object>> events;

    RandomQueries(long seed, List<? extends Map<String, Object>> events) {
        this.random = new SplittableRandom(seed);
        this.events = events;
    }

    Query query() {
        return query(2);
    }

    private Query query(int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(10)) {
            case 0, 1 -> new Query.And(clauses(depth));
            case 2 -> new Query.Or(clauses(depth));
            case 3 -> new Query.Not(query(depth - 1));
            default -> leaf();
        };
    }

    private List<Query> clauses(int depth) {
        return IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(_ -> query(depth - 1))
                .toList();
    }

    private Query leaf() {
        Map<String, Object> event = pick(events);
        String name = pick(List.copyOf(event.keySet().isEmpty() ? List.of("none") : event.keySet()));
        String value = text(event.get(name));
        String text = value.isEmpty() ? "x" : value;
        String field = random.nextInt(8) == 0 ? pick(FAMILIES) : name;
        String anyField = random.nextInt(3) == 0 ? Query.ANY_FIELD : field;
        return switch (random.nextInt(10)) {
            case 0 -> new Query.Exists(field);
            case 1, 2 -> new Query.Term(field, text);
            case 3 -> new Query.Phrase(field, value);
            case 4 -> new Query.FreeText(random.nextBoolean() ? value : part(text));
            case 5 -> new Query.Prefix(anyField, text.substring(0, 1 + random.nextInt(text.length())));
            case 6 -> wildcard(anyField, part(text));
            case 7 -> new Query.Regex(anyField, ".*" + quoted(part(text)) + ".*");
            case 8 -> new Query.Range(field, text, random.nextBoolean() ? null : text + "9", true, true);
            default -> network(anyField, text);
        };
    }

    private Query wildcard(String field, String text) {
        List<Piece> pieces = new ArrayList<>(List.of(new Piece.AnyRun(), new Piece.Literal(text), new Piece.AnyRun()));
        if (random.nextInt(3) == 0) {
            pieces.set(0, new Piece.AnyOne());
        }
        return new Query.Wildcard(field, pieces);
    }

    private Query network(String field, String text) {
        Address address = Address.parse(text);
        int bits = address == null ? 0 : random.nextInt(text.indexOf(':') < 0 ? 33 : 129);
        return address == null || text.indexOf('%') >= 0
                ? new Query.Phrase(field.equals(Query.ANY_FIELD) ? "message" : field, text)
                : new Query.Cidr(field, text + "/" + bits);
    }

    private String part(String text) {
        int from = random.nextInt(text.length());
        return text.substring(from, from + 1 + random.nextInt(Math.min(30, text.length() - from)));
    }

    private String text(Object value) {
        String text = value instanceof List<?> list
                ? (list.isEmpty() ? "" : pick(list).toString())
                : "" + value;
        Function<String, String> recased =
                pick(List.of(t -> t.toUpperCase(Locale.ROOT), t -> t.toLowerCase(Locale.ROOT), Function.identity()));
        return recased.apply(text);
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c < 128 && !Character.isLetterOrDigit(c) ? "\\" + (char) c : "" + (char) c)
                .collect(Collectors.joining());
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
