package io.watchfloor.search.store;

import io.watchfloor.query.Address;
import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;
import io.watchfloor.query.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Queries over the fields and values that events have, changed a little at times, of all kinds and nested. */
public final class RandomQueries {
    private static final int CLAUSES = 9;

    private final Random random;
    private final List<? extends Map<String, Object>> events;

    public RandomQueries(long seed, List<? extends Map<String, Object>> events) {
        this.random = new Random(seed);
        this.events = events;
    }

    public Query next() {
        return next(3);
    }

    private Query next(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return clause();
        }
        return switch (random.nextInt(5)) {
            case 0 -> new Query.Not(next(depth - 1));
            case 1, 2 -> new Query.Or(several(depth - 1));
            default -> new Query.And(several(depth - 1));
        };
    }

    private List<Query> several(int depth) {
        return IntStream.range(0, 2 + random.nextInt(2))
                .mapToObj(_ -> next(depth))
                .toList();
    }

    /** Some fields and values cannot be asked for in some ways: then another is tried. */
    private Query clause() {
        while (true) {
            Map<String, Object> event = events.get(random.nextInt(events.size()));
            List<String> names = new ArrayList<>(event.keySet());
            String field = names.get(random.nextInt(names.size()));
            try {
                return clause(field, changed(text(event.get(field))));
            } catch (IllegalArgumentException e) {
                // for example an empty text as a term
            }
        }
    }

    private Query clause(String field, String text) {
        return switch (random.nextInt(CLAUSES)) {
            case 0 -> new Query.Term(field, text);
            case 1 -> new Query.Phrase(field, text);
            case 2 -> new Query.FreeText(part(text));
            case 3 ->
                new Query.Prefix(any(field), text.substring(0, whole(text, 1 + random.nextInt(text.length() + 1))));
            case 4 -> new Query.Wildcard(any(field), pieces(text));
            case 5 -> new Query.Exists(family(field));
            case 6 -> range(field, text);
            case 7 -> regex(any(field), text);
            default -> cidr(any(field), text);
        };
    }

    private String any(String field) {
        return random.nextInt(6) == 0 ? Query.ANY_FIELD : field;
    }

    private String family(String field) {
        int dot = field.lastIndexOf('.');
        return dot > 0 && random.nextInt(3) == 0 ? field.substring(0, dot) + ".*" : field;
    }

    private String text(Object value) {
        return switch (value) {
            case List<?> several when !several.isEmpty() -> text(several.get(random.nextInt(several.size())));
            default -> String.valueOf(value);
        };
    }

    private String changed(String text) {
        return switch (random.nextInt(8)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            case 2 -> text + 'x';
            case 3 -> text.isEmpty() ? "y" : text.substring(whole(text, 1));
            default -> text;
        };
    }

    /** One token, or some that follow one another, with what separates them. */
    private String part(String text) {
        List<String> tokens = Tokens.of(text);
        if (tokens.isEmpty() || random.nextInt(4) == 0) {
            return text;
        }
        int from = random.nextInt(tokens.size());
        int to = Math.min(tokens.size(), from + 1 + random.nextInt(3));
        return String.join(random.nextBoolean() ? " " : "-", tokens.subList(from, to));
    }

    private List<Piece> pieces(String text) {
        int from = whole(text, random.nextInt(text.length() + 1));
        int to = whole(text, from + random.nextInt(text.length() - from + 1));
        List<Piece> pieces = new ArrayList<>();
        if (from > 0) {
            pieces.add(random.nextInt(3) > 0 ? new Piece.AnyRun() : new Piece.AnyOne());
        }
        if (to > from) {
            pieces.add(new Piece.Literal(text.substring(from, to)));
        }
        if (to < text.length()) {
            pieces.add(random.nextInt(3) > 0 ? new Piece.AnyRun() : new Piece.AnyOne());
        }
        if (random.nextInt(4) == 0 && to < text.length()) {
            pieces.add(new Piece.Literal(text.substring(whole(text, to + (text.length() - to) / 2))));
        }
        return pieces;
    }

    private Query range(String field, String text) {
        String other = text(events.get(random.nextInt(events.size())).getOrDefault(field, text));
        String lower = random.nextInt(4) == 0 ? null : text;
        String upper = random.nextInt(4) == 0 ? null : other;
        return new Query.Range(field, lower, upper, random.nextBoolean(), random.nextBoolean());
    }

    private Query regex(String field, String text) {
        int from = whole(text, random.nextInt(text.length() + 1));
        int to = whole(text, Math.min(text.length(), from + 1 + random.nextInt(12)));
        StringBuilder pattern = new StringBuilder(from > 0 ? ".*" : "");
        text.substring(from, to).codePoints().forEach(c -> literal(pattern, c));
        return new Query.Regex(
                field, pattern.append(to < text.length() ? ".*" : "").toString());
    }

    private void literal(StringBuilder pattern, int character) {
        if (random.nextInt(8) == 0) {
            pattern.append('.');
        } else if (Tokens.isPart(character)) {
            pattern.appendCodePoint(character);
        } else {
            pattern.append("\\x{").append(Integer.toHexString(character)).append('}');
        }
    }

    private Query cidr(String field, String text) {
        Address address = Address.parse(text);
        if (address == null || text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("no address");
        }
        return new Query.Cidr(field, text + '/' + random.nextInt(text.indexOf(':') < 0 ? 33 : 129));
    }

    private static int whole(String text, int at) {
        int index = Math.min(at, text.length());
        boolean split = index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
        return split ? index - 1 : index;
    }
}
