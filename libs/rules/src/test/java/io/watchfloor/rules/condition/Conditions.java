package io.watchfloor.rules.condition;

import io.watchfloor.rules.condition.Predicate.Piece;
import java.util.ArrayList;
import java.util.List;

/** Short ways to write conditions in tests. */
final class Conditions {
    private Conditions() {}

    /** {@code *} and {@code ?} are wildcards; there is no escape. */
    static List<Piece> pattern(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '*' || c == '?') {
                flush(literal, pieces);
                pieces.add(c == '*' ? new Piece.AnyRun() : new Piece.AnyOne());
            } else {
                literal.append(c);
            }
        }
        flush(literal, pieces);
        return pieces;
    }

    static Predicate text(String field, String pattern) {
        return new Predicate.Text(Field.of(field), pattern(pattern), false);
    }

    static Condition is(String field, String pattern) {
        return new Condition.Is(text(field, pattern));
    }

    private static void flush(StringBuilder literal, List<Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new Piece.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
