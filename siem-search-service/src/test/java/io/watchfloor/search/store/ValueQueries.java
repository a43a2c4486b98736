package io.watchfloor.search.store;

import io.watchfloor.query.Address;
import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries of every kind about values that some of the events have, or nearly. */
final class ValueQueries {
    private final Random random;
    private final List<Map<String, Object>> events;

    ValueQueries(Random random, List<Map<String, Object>> events) {
        this.random = random;
        this.events = events;
    }

    Query query() {
        return query(2);
    }

    private Query query(int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(10)) {
            case 0, 1, 2 -> new Query.And(clauses(depth));
            case 3 -> new Query.Or(clauses(depth));
            case 4 -> new Query.Not(query(depth - 1));
            default -> clause();
        };
    }

    private List<Query> clauses(int depth) {
        return IntStream.range(0, 2 + random.nextInt(2))
                .mapToObj(i -> query(depth - 1))
                .toList();
    }

    private Query clause() {
        Map<String, Object> event = pick(events);
        String name = pick(List.copyOf(event.keySet()));
        String value = text(event.get(name));
        String text = value.isEmpty() ? "x" : value;
        String field = random.nextInt(4) == 0 ? Query.ANY_FIELD : name;
        return switch (random.nextInt(9)) {
            case 0 -> new Query.Exists(name);
            case 1, 2 -> new Query.Term(name, text);
            case 3 -> new Query.FreeText(random.nextBoolean() ? text : part(text));
            case 4 -> new Query.Prefix(field, text.substring(0, 1 + random.nextInt(text.length())));
            case 5 ->
                new Query.Wildcard(
                        field, List.of(new Piece.AnyRun(), new Piece.Literal(part(text)), new Piece.AnyRun()));
            case 6 -> new Query.Regex(field, ".*" + quoted(part(text)) + ".*");
            case 7 -> new Query.Range(name, text, null, true, true);
            default -> network(name, text);
        };
    }

    private Query network(String field, String text) {
        Address address = Address.parse(text);
        return address == null
                ? new Query.Phrase(field, text)
                : new Query.Cidr(field, text + "/" + random.nextInt(text.indexOf(':') < 0 ? 33 : 129));
    }

    private String part(String text) {
        int from = random.nextInt(text.length());
        return text.substring(from, from + 1 + random.nextInt(Math.min(20, text.length() - from)));
    }

    private String text(Object value) {
        String text = value instanceof List<?> list ? String.valueOf(pick(list)) : String.valueOf(value);
        return random.nextBoolean() ? text : text.toUpperCase(Locale.ROOT);
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
