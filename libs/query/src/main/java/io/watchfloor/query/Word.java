package io.watchfloor.query;

import io.watchfloor.query.Query.Piece;
import io.watchfloor.query.Query.Piece.AnyRun;
import io.watchfloor.query.Query.Piece.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An unquoted word of a query.
 *
 * @param raw as written
 * @param pieces unescaped: text and wildcards, in canonical form
 * @param start its position in the query
 */
record Word(String raw, List<Piece> pieces, int start) {

    /** Reads the word at the cursor up to what ends words, and up to a colon unless {@code withColons}. Not empty. */
    static Word read(Cursor cursor, boolean withColons) {
        int start = cursor.position();
        StringBuilder raw = new StringBuilder();
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (!cursor.atWordEnd() && (withColons || cursor.peek() != ':')) {
            readCharacter(cursor, pieces, literal, raw);
        }
        flush(literal, pieces);
        refuseFuzzyAndBoost(cursor);
        if (raw.isEmpty()) {
            throw cursor.expected("a clause");
        }
        return new Word(raw.toString(), List.copyOf(pieces), start);
    }

    private static void readCharacter(Cursor cursor, List<Piece> pieces, StringBuilder literal, StringBuilder raw) {
        char c = cursor.peek();
        switch (c) {
            case '\\' -> {
                raw.append(c);
                c = readEscape(cursor);
                literal.append(c);
            }
            case '*' -> {
                flush(literal, pieces);
                if (pieces.isEmpty() || !(pieces.getLast() instanceof AnyRun)) {
                    pieces.add(new AnyRun());
                }
            }
            case '?' -> {
                flush(literal, pieces);
                pieces.add(new Piece.AnyOne());
            }
            default -> literal.append(c);
        }
        raw.append(c);
        cursor.advance(1);
    }

    /** Moves to the character behind a backslash. Letters and digits need no escape, so one before them is a mistake. */
    static char readEscape(Cursor cursor) {
        char escaped = cursor.peek(1);
        if (Character.isLetterOrDigit(escaped) || escaped == '\0') {
            throw cursor.error("expected a special character after '\\': write '\\\\' for a backslash itself");
        }
        cursor.advance(1);
        return escaped;
    }

    private static void flush(StringBuilder literal, List<Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    static void refuseFuzzyAndBoost(Cursor cursor) {
        if (cursor.peek() == '~') {
            throw cursor.error(
                    "fuzzy and proximity search ('~') is not supported: escape or quote a '~' that is meant as text");
        }
        if (cursor.peek() == '^') {
            throw cursor.error("boosting ('^') is not supported: escape or quote a '^' that is meant as text");
        }
    }

    boolean hasWildcards() {
        return !pieces.stream().allMatch(Literal.class::isInstance);
    }

    boolean isOnlyStar() {
        return pieces.size() == 1 && pieces.getFirst() instanceof AnyRun;
    }

    boolean isPrefix() {
        return pieces.size() == 2 && pieces.getFirst() instanceof Literal && pieces.getLast() instanceof AnyRun;
    }

    boolean isKeyword() {
        return isKeyword(raw);
    }

    static boolean isKeyword(String text) {
        return text.equals("AND") || text.equals("OR") || text.equals("NOT");
    }

    /** The text of all literal pieces. */
    String text() {
        return pieces.stream()
                .map(piece -> piece instanceof Literal(var text) ? text : "")
                .collect(Collectors.joining());
    }

    /** The word as a field name, where a star may only stand at the end, behind a dot, or alone. */
    String fieldName(Cursor cursor) {
        if (isOnlyStar()) {
            return Query.ANY_FIELD;
        }
        String name = isPrefix() ? text() + '*' : text();
        boolean family = isPrefix() && Fields.isFamily(name);
        boolean plain = !hasWildcards() && text().indexOf('*') < 0;
        if (!(family || plain) || name.indexOf('?') >= 0) {
            throw cursor.error("expected a field name: a wildcard may stand only at its end, as in file.hash.*", start);
        }
        return name;
    }
}
