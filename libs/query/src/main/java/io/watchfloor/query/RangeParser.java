package io.watchfloor.query;

import org.jspecify.annotations.Nullable;

/** Parses the ranges of a field: <code>[a TO b&#125;</code> and {@code >=a}. */
final class RangeParser {

    private final Cursor cursor;

    RangeParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Query interval(String field) {
        int open = cursor.position();
        boolean lowerInclusive = cursor.peek() == '[';
        cursor.advance(1);
        cursor.skipSpace();
        String lower = bound(true);
        cursor.skipSpace();
        if (!cursor.atKeyword("TO")) {
            throw cursor.expected("TO between the bounds of the range");
        }
        cursor.advance(2);
        cursor.skipSpace();
        String upper = bound(true);
        cursor.skipSpace();
        boolean upperInclusive = cursor.peek() == ']';
        if (!upperInclusive && cursor.peek() != '}') {
            throw cursor.expected("']' or '}' for the range that begins at position " + open);
        }
        cursor.advance(1);
        Word.refuseFuzzyAndBoost(cursor);
        return lower == null && upper == null
                ? new Query.Exists(field)
                : new Query.Range(field, lower, upper, lowerInclusive, upperInclusive);
    }

    Query comparison(String field) {
        boolean greater = cursor.peek() == '>';
        cursor.advance(1);
        boolean inclusive = cursor.accept("=");
        cursor.skipSpace();
        String bound = bound(false);
        return greater
                ? new Query.Range(field, bound, null, inclusive, true)
                : new Query.Range(field, null, bound, true, inclusive);
    }

    /** A quoted text, a word, or a star for no bound where {@code mayBeOpen}. */
    private @Nullable String bound(boolean mayBeOpen) {
        int start = cursor.position();
        String text = cursor.peek() == '"' ? Quoted.read(cursor) : word(mayBeOpen);
        Word.refuseFuzzyAndBoost(cursor);
        if (text != null && TimeBound.isMalformed(text)) {
            throw cursor.error(TimeBound.EXPECTED, start);
        }
        return text;
    }

    private @Nullable String word(boolean mayBeOpen) {
        if (cursor.atWordEnd() || cursor.atKeyword("TO")) {
            throw cursor.expected("a bound of the range");
        }
        Word word = Word.read(cursor, true);
        if (word.isOnlyStar() && mayBeOpen) {
            return null;
        }
        if (word.hasWildcards() || word.isKeyword()) {
            throw cursor.error("expected a number, address, time or text as bound of the range", word.start());
        }
        return word.text();
    }
}
