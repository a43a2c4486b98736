package io.watchfloor.rules.engine;

import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Piece;
import java.util.List;

/**
 * A text predicate in folded bytes.
 *
 * @param shape how the literal has to stand in the value
 * @param literal the longest of the pattern; empty when it has none
 * @param pieces of {@link Shape#GLOB}: a literal, or null for any run, or an empty array for one character
 */
record FoldedPattern(Shape shape, byte[] literal, byte[][] pieces) {
    private static final byte[] ONE = {};

    enum Shape {
        /** Any value at all. */
        EVERY,
        EXACT,
        PREFIX,
        SUFFIX,
        CONTAINS,
        GLOB
    }

    static FoldedPattern of(Predicate.Text text) {
        List<Piece> pattern = text.pattern();
        byte[] longest = {};
        byte[][] pieces = new byte[pattern.size()][];
        for (int i = 0; i < pieces.length; i++) {
            switch (pattern.get(i)) {
                case Piece.Literal(var literal) -> {
                    pieces[i] = TextFolder.folded(literal);
                    longest = pieces[i].length > longest.length ? pieces[i] : longest;
                }
                case Piece.AnyOne ignored -> pieces[i] = ONE;
                case Piece.AnyRun ignored -> {}
            }
        }
        return new FoldedPattern(shape(pattern), longest, pieces);
    }

    private static Shape shape(List<Piece> pattern) {
        boolean opens = !pattern.isEmpty() && pattern.getFirst() instanceof Piece.AnyRun;
        boolean closes = pattern.size() > 1 && pattern.getLast() instanceof Piece.AnyRun;
        int inner = pattern.size() - (opens ? 1 : 0) - (closes ? 1 : 0);
        boolean simple = inner == 1 && pattern.get(opens ? 1 : 0) instanceof Piece.Literal;
        if (inner == 0) {
            return opens ? Shape.EVERY : Shape.EXACT;
        }
        if (!simple) {
            return Shape.GLOB;
        }
        return opens ? (closes ? Shape.CONTAINS : Shape.SUFFIX) : (closes ? Shape.PREFIX : Shape.EXACT);
    }

    /** Whether the folded value fits the pieces. Goes back at most to the last run, so it takes time of the product of both lengths at worst. */
    boolean fits(byte[] value, int length) {
        int piece = 0;
        int at = 0;
        int runPiece = -1;
        int runAt = 0;
        while (true) {
            if (piece < pieces.length && pieces[piece] == null) {
                runPiece = ++piece;
                runAt = at;
                if (piece == pieces.length) {
                    return true;
                }
                continue;
            }
            int next = piece == pieces.length ? (at == length ? length : -1) : behind(pieces[piece], value, at, length);
            if (next >= 0 && piece == pieces.length) {
                return true;
            }
            if (next >= 0) {
                piece++;
                at = next;
            } else if (runPiece < 0 || runAt >= length) {
                return false;
            } else {
                piece = runPiece;
                at = ++runAt;
            }
        }
    }

    /** Where the value goes on behind the piece, or -1. */
    private static int behind(byte[] piece, byte[] value, int at, int length) {
        if (piece.length == 0) {
            return at < length ? afterCharacter(value, at, length) : -1;
        }
        if (length - at < piece.length) {
            return -1;
        }
        for (int i = 0; i < piece.length; i++) {
            if (value[at + i] != piece[i]) {
                return -1;
            }
        }
        return at + piece.length;
    }

    private static int afterCharacter(byte[] value, int at, int length) {
        int next = at + 1;
        while (next < length && (value[next] & 0xC0) == 0x80) {
            next++;
        }
        return next;
    }
}
