package io.watchfloor.query;

import io.watchfloor.query.Query.Piece;
import java.util.List;
import java.util.stream.IntStream;

/** A wildcard pattern, folded. Matching takes at most length of the pattern times length of the text steps, and no memory. */
final class Glob {

    private static final int ANY_RUN = -1;
    private static final int ANY_ONE = -2;

    private final int[] pattern;

    private Glob(int[] pattern) {
        this.pattern = pattern;
    }

    static Glob of(List<Piece> pieces) {
        return new Glob(pieces.stream().flatMapToInt(Glob::symbols).toArray());
    }

    private static IntStream symbols(Piece piece) {
        return switch (piece) {
            case Piece.Literal(var text) -> IntStream.of(Fold.fold(text));
            case Piece.AnyRun() -> IntStream.of(ANY_RUN);
            case Piece.AnyOne() -> IntStream.of(ANY_ONE);
        };
    }

    boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    /** Whether all of {@code text[from, to)} matches. On a mismatch the last run takes more characters. */
    boolean matches(String text, int from, int to) {
        int next = 0;
        int at = from;
        int afterRun = -1;
        int runEnd = from;
        while (at < to) {
            int codePoint = text.codePointAt(at);
            int symbol = next < pattern.length ? pattern[next] : Integer.MIN_VALUE;
            if (symbol == ANY_RUN) {
                afterRun = ++next;
                runEnd = seek(text, at, to, afterRun);
                at = runEnd;
            } else if (symbol == ANY_ONE || symbol == Fold.fold(codePoint)) {
                next++;
                at += Character.charCount(codePoint);
            } else if (afterRun >= 0) {
                runEnd = seek(text, runEnd + Character.charCount(text.codePointAt(runEnd)), to, afterRun);
                at = runEnd;
                next = afterRun;
            } else {
                return false;
            }
        }
        return onlyRunsFrom(next);
    }

    /** The next place at or behind {@code from} where the symbol behind a run may match: {@code to} when the run is the last symbol. */
    private int seek(String text, int from, int to, int afterRun) {
        if (afterRun == pattern.length) {
            return to;
        }
        return pattern[afterRun] >= 0 ? Fold.indexOf(text, pattern[afterRun], from, to) : from;
    }

    private boolean onlyRunsFrom(int next) {
        int at = next;
        while (at < pattern.length && pattern[at] == ANY_RUN) {
            at++;
        }
        return at == pattern.length;
    }

    boolean matchesAnyToken(String text) {
        for (int start = Tokens.start(text, 0); start < text.length(); ) {
            int end = Tokens.end(text, start);
            if (matches(text, start, end)) {
                return true;
            }
            start = Tokens.start(text, end);
        }
        return false;
    }
}
