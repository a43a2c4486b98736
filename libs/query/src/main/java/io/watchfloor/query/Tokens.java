package io.watchfloor.query;

import java.util.ArrayList;
import java.util.List;

/** Tokens of a text: its longest runs of letters, digits, combining marks and underscores. All else separates. */
public final class Tokens {

    private static final int MARKS =
            1 << Character.NON_SPACING_MARK | 1 << Character.COMBINING_SPACING_MARK | 1 << Character.ENCLOSING_MARK;

    private Tokens() {}

    /** Whether a token may hold the code point. Folding does not change that. */
    public static boolean isPart(int codePoint) {
        if (codePoint < 128) {
            int lower = codePoint | 32;
            return (lower >= 'a' && lower <= 'z') || (codePoint >= '0' && codePoint <= '9') || codePoint == '_';
        }
        return Character.isLetterOrDigit(codePoint) || (MARKS >> Character.getType(codePoint) & 1) != 0;
    }

    /** Where the next token at or behind {@code from} starts; the length of the text when there is none. */
    public static int start(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (isPart(codePoint)) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    /** Where the token that holds {@code from} ends. */
    public static int end(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (!isPart(codePoint)) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    /** The tokens in order, as written. */
    public static List<String> of(String text) {
        List<String> tokens = new ArrayList<>();
        for (int start = start(text, 0); start < text.length(); ) {
            int end = end(text, start);
            tokens.add(text.substring(start, end));
            start = start(text, end);
        }
        return tokens;
    }
}
