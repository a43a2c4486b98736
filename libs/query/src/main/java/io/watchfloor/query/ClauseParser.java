package io.watchfloor.query;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Parses single clauses: field names, values, patterns, ranges. */
final class ClauseParser {

    /** What stands for the field in {@code _exists_:name}. */
    static final String EXISTS = "_exists_";

    private static final String PART = "look for its rarest part, as in field:*part*";
    private static final String QUOTE_SLASH = "quote or escape a value that begins with '/'";

    private final Cursor cursor;
    private final int maxPatternLength;

    ClauseParser(Cursor cursor, int maxPatternLength) {
        this.cursor = cursor;
        this.maxPatternLength = maxPatternLength;
    }

    /** The field name, its colon and space behind them, or null without reading when the clause names no field. */
    @Nullable
    String parseFieldName() {
        if ("\"/[{<>".indexOf(cursor.peek()) >= 0 || atIpv6()) {
            return null;
        }
        Cursor ahead = cursor.copy();
        Word word = Word.read(ahead, false);
        if (ahead.peek() != ':') {
            return null;
        }
        String field = word.fieldName(cursor);
        cursor.advance(ahead.position() - cursor.position() + 1);
        if (field.equals(EXISTS)) {
            return field;
        }
        boolean spaced = Cursor.isSpace(cursor.peek());
        cursor.skipSpace();
        refuseMissingValue(field, spaced);
        return field;
    }

    /** Right behind the colon AND, OR and NOT are values (Oregon is OR), behind a space they are operators. */
    private void refuseMissingValue(String field, boolean spaced) {
        boolean operator = cursor.atKeyword("AND") || cursor.atKeyword("OR") || cursor.atKeyword("NOT");
        if (cursor.atEnd() || ")]}".indexOf(cursor.peek()) >= 0 || (spaced && operator)) {
            throw cursor.expected("a value for the field " + field);
        }
    }

    /** A clause without field: text anywhere in the event. */
    Query parseBare() {
        return switch (cursor.peek()) {
            case '[', '{', '<', '>' ->
                throw cursor.error("expected a field before the range, as in event.severity:>50");
            case '"' -> new Query.FreeText(quoted());
            case '/' -> regex(Query.ANY_FIELD);
            default -> value(Query.ANY_FIELD, Word.read(cursor, atIpv6()));
        };
    }

    /** What stands behind {@code field:}. */
    Query parseValue(String field) {
        if (field.equals(EXISTS)) {
            return exists();
        }
        boolean number = Character.isDigit(cursor.peek(1)) || cursor.peek(1) == '.';
        if (cursor.peek() == '!' || ("+-".indexOf(cursor.peek()) >= 0 && !number)) {
            throw cursor.error(
                    "expected a value for the field " + field + ": write NOT before the field to exclude a value");
        }
        return parseAnyValue(field, true);
    }

    /** One value of {@code field:(a OR b)}. A colon in it is refused, lest {@code user:(a OR host:b)} mean something else. */
    Query parseValueInGroup(String field) {
        return parseAnyValue(field, atIpv6());
    }

    private Query parseAnyValue(String field, boolean withColons) {
        boolean named = !field.equals(Query.ANY_FIELD);
        if (!named && "[{<>".indexOf(cursor.peek()) >= 0) {
            return parseBare();
        }
        return switch (cursor.peek()) {
            case '"' -> named ? new Query.Phrase(field, quoted()) : new Query.FreeText(quoted());
            case '/' -> regex(field);
            case '[', '{' -> new RangeParser(cursor).interval(field);
            case '<', '>' -> new RangeParser(cursor).comparison(field);
            default -> word(field, withColons);
        };
    }

    private Query word(String field, boolean withColons) {
        Word word = Word.read(cursor, withColons);
        if (cursor.peek() == ':') {
            throw cursor.error("a field cannot be named inside the group of the field " + field
                    + ": quote a value that holds ':'");
        }
        return value(field, word);
    }

    private Query exists() {
        cursor.skipSpace();
        Word word = Word.read(cursor, false);
        String field = word.fieldName(cursor);
        if (field.equals(Query.ANY_FIELD) || field.equals(EXISTS)) {
            throw cursor.error("expected the name of a field", word.start());
        }
        return new Query.Exists(field);
    }

    private Query value(String field, Word word) {
        boolean named = !field.equals(Query.ANY_FIELD);
        if (word.isOnlyStar()) {
            return named ? new Query.Exists(field) : new Query.MatchAll();
        }
        if (word.hasWildcards()) {
            return pattern(field, word);
        }
        String text = word.text();
        if (Network.looksLikeNetwork(word.raw())) {
            return checked(word.start(), () -> new Query.Cidr(field, text));
        }
        return named ? new Query.Term(field, text) : new Query.FreeText(text);
    }

    private Query pattern(String field, Word word) {
        if (word.raw().length() > maxPatternLength) {
            throw cursor.error(
                    "the wildcard pattern is too long: at most " + maxPatternLength + " characters; " + PART,
                    word.start());
        }
        return word.isPrefix() ? new Query.Prefix(field, word.text()) : new Query.Wildcard(field, word.pieces());
    }

    private String quoted() {
        String text = Quoted.read(cursor);
        Word.refuseFuzzyAndBoost(cursor);
        return text;
    }

    private Query regex(String field) {
        int open = cursor.position();
        String pattern = betweenSlashes();
        Word.refuseFuzzyAndBoost(cursor);
        if (pattern.isEmpty() || !cursor.atWordEnd()) {
            throw cursor.error("expected a regular expression between two slashes: " + QUOTE_SLASH, open);
        }
        if (pattern.length() > maxPatternLength) {
            throw cursor.error(
                    "the regular expression is too long: at most " + maxPatternLength + " characters; " + PART, open);
        }
        return checked(open, () -> new Query.Regex(field, pattern));
    }

    private String betweenSlashes() {
        int open = cursor.position();
        cursor.advance(1);
        StringBuilder pattern = new StringBuilder();
        while (!cursor.atEnd() && cursor.peek() != '/') {
            int length = cursor.peek() == '\\' && cursor.peek(1) != '\0' ? 2 : 1;
            pattern.append(cursor.ahead(length));
            cursor.advance(length);
        }
        if (!cursor.accept("/")) {
            throw cursor.error("expected '/' to end the regular expression: " + QUOTE_SLASH, open);
        }
        return pattern.toString();
    }

    /** An IPv6 address or network, whose colons do not end a field name. */
    private boolean atIpv6() {
        return looksLikeIpv6(cursor.ahead(cursor.wordLength()));
    }

    static boolean looksLikeIpv6(String word) {
        if (word.length() > 50) {
            return false;
        }
        int slash = word.indexOf('/');
        String address = slash < 0 ? word : word.substring(0, slash);
        return address.indexOf(':') >= 0 && Address.parse(address) != null;
    }

    private Query checked(int position, Supplier<Query> construct) {
        try {
            return construct.get();
        } catch (IllegalArgumentException e) {
            throw cursor.error(String.valueOf(e.getMessage()), position);
        }
    }
}
