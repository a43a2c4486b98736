package io.watchfloor.rules.sigma;

import io.watchfloor.rules.condition.Predicate.Piece;
import io.watchfloor.rules.condition.Predicate.Piece.Literal;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code windash} modifier: a dash or slash that begins a word, as {@code -} does in {@code cmd -foo-bar}, may be any of {@code - / – — ―};
 * several vary on their own. The specification (modifiers appendix 2.1.0) would vary every dash and slash; the reference implementation and its
 * tests leave those inside words and paths as they are, and so does this.
 */
final class Windash {
    private static final String DASHES = "-/\u2013\u2014\u2015";
    private static final int MAX_DASHES = 5;

    private Windash() {}

    /** All writings of the text, or an empty list when there are more than 3,125. */
    static List<SigmaText> variants(SigmaText text) {
        List<Piece> pieces = text.pieces();
        int dashes = 0;
        for (Piece piece : pieces) {
            dashes += piece instanceof Literal(String literal) ? count(literal) : 0;
        }
        if (dashes > MAX_DASHES) {
            return List.of();
        }
        List<SigmaText> variants = List.of(new SigmaText(List.of(), text.bytes()));
        for (Piece piece : pieces) {
            variants = piece instanceof Literal(String literal) ? vary(variants, literal) : append(variants, piece);
        }
        return variants;
    }

    private static List<SigmaText> vary(List<SigmaText> before, String literal) {
        List<SigmaText> variants = before;
        int from = 0;
        for (int i = 0; i < literal.length(); i++) {
            if (beginsWord(literal, i)) {
                variants = dashed(append(variants, new Literal(literal.substring(from, i))));
                from = i + 1;
            }
        }
        return append(variants, new Literal(literal.substring(from)));
    }

    private static List<SigmaText> dashed(List<SigmaText> before) {
        List<SigmaText> dashed = new ArrayList<>(before.size() * DASHES.length());
        for (int i = 0; i < DASHES.length(); i++) {
            dashed.addAll(append(before, new Literal(DASHES.substring(i, i + 1))));
        }
        return dashed;
    }

    private static List<SigmaText> append(List<SigmaText> before, Piece piece) {
        List<SigmaText> longer = new ArrayList<>(before.size());
        for (SigmaText text : before) {
            longer.add(text.then(new SigmaText(List.of(piece), text.bytes())));
        }
        return longer;
    }

    private static int count(String literal) {
        int count = 0;
        for (int i = 0; i < literal.length(); i++) {
            count += beginsWord(literal, i) ? 1 : 0;
        }
        return count;
    }

    private static boolean beginsWord(String text, int at) {
        return DASHES.indexOf(text.charAt(at)) >= 0
                && (at == 0 || !isWord(text.codePointBefore(at)))
                && at + 1 < text.length()
                && isWord(text.codePointAt(at + 1));
    }

    private static boolean isWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '_';
    }
}
