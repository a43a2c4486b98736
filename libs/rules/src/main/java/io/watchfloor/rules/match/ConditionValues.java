package io.watchfloor.rules.match;

import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values of a condition as queries: text with wildcards, numbers, booleans, lists of those. */
final class ConditionValues {
    private static final String EVENT_TYPE = "event_type";

    private ConditionValues() {}

    /**
     * The query for {@code field: value}.
     *
     * @throws IllegalArgumentException with a message for the author if the value or the field's name cannot be used
     */
    static Query query(String field, Object value) {
        if (value instanceof List<?> values) {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("an empty list matches nothing");
            }
            return Query.or(values.stream().map(one -> single(field, one)).toList());
        }
        return single(field, value);
    }

    /** Events that say the authentication had this outcome, whichever way their source says it. */
    static Query authentication(String outcome) {
        String action = outcome.equals("failure") ? "auth_failure" : "auth_success";
        return Query.or(List.of(
                new Query.Term("event.action", action),
                Query.and(List.of(
                        new Query.Term("event.category", "authentication"),
                        new Query.Term("event.outcome", outcome)))));
    }

    private static Query single(String field, Object value) {
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new IllegalArgumentException("expected text, a number, a boolean or a list of those");
        }
        String text = value.toString();
        return field.equals(EVENT_TYPE) ? eventType(text) : wildcard(field, text);
    }

    private static Query eventType(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "auth_failure" -> authentication("failure");
            case "auth_success" -> authentication("success");
            default -> wildcard("event.action", type);
        };
    }

    private static Query wildcard(String field, String text) {
        List<Piece> pieces = pieces(text);
        Piece first = pieces.isEmpty() ? new Piece.Literal("") : pieces.getFirst();
        if (pieces.size() <= 1 && first instanceof Piece.Literal(String literal)) {
            return literal.isEmpty() ? new Query.Phrase(field, "") : new Query.Term(field, literal);
        }
        if (pieces.size() == 1 && first instanceof Piece.AnyRun) {
            return new Query.Exists(field);
        }
        if (pieces.size() == 2
                && first instanceof Piece.Literal(String literal)
                && pieces.get(1) instanceof Piece.AnyRun) {
            return new Query.Prefix(field, literal);
        }
        return new Query.Wildcard(field, pieces);
    }

    private static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && i + 1 < text.length() && "*?\\".indexOf(text.charAt(i + 1)) >= 0;
            if (escapes) {
                literal.append(text.charAt(++i));
            } else if (c != '*' && c != '?') {
                literal.append(c);
            } else if (c == '?'
                    || pieces.isEmpty()
                    || !literal.isEmpty()
                    || !(pieces.getLast() instanceof Piece.AnyRun)) {
                flush(literal, pieces);
                pieces.add(c == '*' ? new Piece.AnyRun() : new Piece.AnyOne());
            }
        }
        flush(literal, pieces);
        return pieces;
    }

    private static void flush(StringBuilder literal, List<Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new Piece.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
