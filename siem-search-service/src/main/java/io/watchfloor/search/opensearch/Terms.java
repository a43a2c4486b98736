package io.watchfloor.search.opensearch;

import io.watchfloor.query.Fold;
import java.util.ArrayList;
import java.util.List;

/**
 * How texts are written as terms, the same for events and queries. Lucene takes terms of at most 32,766 bytes, so a long token becomes
 * overlapping parts: whatever is searched for in it lies within one of them.
 */
final class Terms {
    /** Characters (UTF-16) of a term, so at most three times as many bytes. */
    static final int LONGEST = 1_024;
    /** Characters of a pattern; a longer one is searched by its part. Parts overlap by more. */
    static final int LONGEST_PATTERN = 200;

    private static final int STEP = LONGEST - 2 * LONGEST_PATTERN;

    private Terms() {}

    /** The parts of a token, itself when it is short. The first is the same for every token that begins as far. */
    static List<String> parts(String token) {
        if (token.length() <= LONGEST) {
            return List.of(token);
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        int end = 0;
        while (end < token.length()) {
            start = parts.isEmpty() ? 0 : wholeAt(token, start + STEP);
            end = start + LONGEST >= token.length() ? token.length() : wholeAt(token, start + LONGEST);
            parts.add(token.substring(start, end));
        }
        return parts;
    }

    /** The beginning of a pattern. */
    static String head(String text) {
        return text.length() <= LONGEST_PATTERN ? text : text.substring(0, wholeAt(text, LONGEST_PATTERN));
    }

    /** The end of a pattern. */
    static String tail(String text) {
        int start = Math.max(0, text.length() - LONGEST_PATTERN);
        boolean split = start > 0 && Character.isLowSurrogate(text.charAt(start));
        return text.substring(split ? start + 1 : start);
    }

    /** A text of a field, folded. Of a long one the beginning; half a character, which has no UTF-8, is a question mark. */
    static String text(String field, String text) {
        return cut(field + '=' + written(Fold.folded(text)));
    }

    /** A number of a field. */
    static String number(String field, String canonical) {
        return cut(field + '#' + canonical);
    }

    /** A name of a field, or the beginning of a long one. */
    static String cut(String term) {
        return term.length() <= LONGEST ? term : term.substring(0, wholeAt(term, LONGEST));
    }

    private static String written(String text) {
        StringBuilder written = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(written::appendCodePoint);
        return written.toString();
    }

    /** An index at which no surrogate pair is split, at or one before {@code at}. */
    private static int wholeAt(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1))
                ? at - 1
                : at;
    }
}
