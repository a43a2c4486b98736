package io.watchfloor.rules.condition;

import io.watchfloor.query.Fold;
import io.watchfloor.rules.condition.Predicate.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * A text pattern as the stretches between its runs. The first stretch stands at the beginning of the value, the last at its end, those
 * between wherever they first fit: a later place could not help the stretches behind them. So no step is taken back.
 */
final class TextPattern implements PredicateTest {
    private static final int NONE = -1;

    private final boolean cased;
    private final List<Stretch> stretches;

    private TextPattern(boolean cased, List<Stretch> stretches) {
        this.cased = cased;
        this.stretches = stretches;
    }

    static TextPattern of(Predicate.Text text) {
        List<Stretch> stretches = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : text.pattern()) {
            switch (piece) {
                case Piece.AnyRun() -> {
                    stretches.add(new Stretch(pieces));
                    pieces = new ArrayList<>();
                }
                case Piece.Literal(var literal) ->
                    pieces.add(new Piece.Literal(text.cased() ? literal : folded(literal)));
                case Piece.AnyOne one -> pieces.add(one);
            }
        }
        stretches.add(new Stretch(pieces));
        return new TextPattern(text.cased(), List.copyOf(stretches));
    }

    /** The text with every code point folded. */
    static String folded(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) < 128 && Fold.fold(text.charAt(at)) == text.charAt(at)) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder folded = new StringBuilder(text.length()).append(text, 0, at);
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            folded.appendCodePoint(Fold.fold(codePoint));
            at += Character.charCount(codePoint);
        }
        return folded.toString();
    }

    @Override
    public boolean test(String value) {
        return matches(cased ? value : folded(value));
    }

    /** Whether the pattern fits all of a value, which is folded unless the pattern is cased. */
    boolean matches(String value) {
        int at = stretches.getFirst().endAt(value, 0);
        if (at == NONE || stretches.size() == 1) {
            return at == value.length();
        }
        for (int i = 1; i < stretches.size() - 1 && at != NONE; i++) {
            at = stretches.get(i).endOfFirst(value, at);
        }
        return at != NONE && stretches.getLast().startBefore(value, value.length()) >= at;
    }

    /** Literals and single characters in a row. */
    private record Stretch(List<Piece> pieces) {

        /** Where the stretch ends when it begins at {@code from}, or {@link #NONE}. */
        int endAt(String value, int from) {
            int at = from;
            for (int i = 0; i < pieces.size() && at != NONE; i++) {
                at = switch (pieces.get(i)) {
                    case Piece.Literal(var text) -> value.startsWith(text, at) ? at + text.length() : NONE;
                    default -> at < value.length() ? value.offsetByCodePoints(at, 1) : NONE;
                };
            }
            return at;
        }

        /** Where the stretch begins when it ends at {@code to}, or {@link #NONE}. */
        int startBefore(String value, int to) {
            int at = to;
            for (int i = pieces.size() - 1; i >= 0 && at != NONE; i--) {
                at = switch (pieces.get(i)) {
                    case Piece.Literal(var text) ->
                        value.startsWith(text, at - text.length()) ? at - text.length() : NONE;
                    default -> at > 0 ? value.offsetByCodePoints(at, -1) : NONE;
                };
            }
            return at;
        }

        /** Where the first occurrence at or behind {@code from} ends, or {@link #NONE}. */
        int endOfFirst(String value, int from) {
            int start = next(value, from);
            int end = start == NONE ? NONE : endAt(value, start);
            while (start != NONE && end == NONE) {
                start = start < value.length() ? next(value, value.offsetByCodePoints(start, 1)) : NONE;
                end = start == NONE ? NONE : endAt(value, start);
            }
            return end;
        }

        private int next(String value, int from) {
            return !pieces.isEmpty() && pieces.getFirst() instanceof Piece.Literal(var text)
                    ? value.indexOf(text, from)
                    : from;
        }
    }
}
