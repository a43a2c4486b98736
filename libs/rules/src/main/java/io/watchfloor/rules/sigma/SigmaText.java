package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Predicate.Piece;
import io.watchfloor.rules.condition.Predicate.Piece.AnyOne;
import io.watchfloor.rules.condition.Predicate.Piece.AnyRun;
import io.watchfloor.rules.condition.Predicate.Piece.Literal;
import java.util.ArrayList;
import java.util.List;

/**
 * A text value with wildcards. Source: Sigma specification 2.1.0, Escape Character: a backslash takes its meaning from {@code *}, {@code ?} and
 * {@code \} behind it and is itself anywhere else, also at the end, so that {@code C:\Windows\} keeps both.
 *
 * @param pieces as {@link io.watchfloor.rules.condition.Predicate.Text} wants them
 * @param bytes whether characters stand for single bytes, after an encoding such as {@code wide}
 */
record SigmaText(List<Piece> pieces, boolean bytes) {
    private static final AnyRun ANY_RUN = new AnyRun();
    private static final AnyOne ANY_ONE = new AnyOne();

    SigmaText {
        pieces = joined(pieces);
    }

    static SigmaText literal(String text) {
        return new SigmaText(List.of(new Literal(text)), false);
    }

    static SigmaText parse(String text) {
        if (isPlain(text)) {
            return literal(text);
        }
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && "*?\\".indexOf(text.charAt(i + 1)) >= 0) {
                literal.append(text.charAt(++i));
            } else if (c == '*' || c == '?') {
                pieces.add(new Literal(literal.toString()));
                pieces.add(c == '*' ? ANY_RUN : ANY_ONE);
                literal.setLength(0);
            } else {
                literal.append(c);
            }
        }
        pieces.add(new Literal(literal.toString()));
        return new SigmaText(pieces, false);
    }

    private static boolean isPlain(String text) {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0 && text.indexOf('\\') < 0;
    }

    SigmaText startingAnywhere() {
        List<Piece> all = new ArrayList<>(pieces.size() + 1);
        all.add(ANY_RUN);
        all.addAll(pieces);
        return new SigmaText(all, bytes);
    }

    SigmaText endingAnywhere() {
        List<Piece> all = new ArrayList<>(pieces);
        all.add(ANY_RUN);
        return new SigmaText(all, bytes);
    }

    SigmaText then(SigmaText other) {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(other.pieces);
        return new SigmaText(all, bytes);
    }

    boolean hasWildcards() {
        return pieces.size() > 1 || (!pieces.isEmpty() && !(pieces.getFirst() instanceof Literal));
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** The text without wildcards. */
    String plain() {
        StringBuilder plain = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Literal(String text)) {
                plain.append(text);
            }
        }
        return plain.toString();
    }

    /** Without empty literals, and with neither two literals nor two runs beside each other. */
    private static List<Piece> joined(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            Piece last = joined.isEmpty() ? null : joined.getLast();
            if (piece instanceof Literal(String text)) {
                if (last instanceof Literal(String before)) {
                    joined.set(joined.size() - 1, new Literal(before + text));
                } else if (!text.isEmpty()) {
                    joined.add(piece);
                }
            } else if (!(piece instanceof AnyRun && last instanceof AnyRun)) {
                joined.add(piece);
            }
        }
        return List.copyOf(joined);
    }
}
