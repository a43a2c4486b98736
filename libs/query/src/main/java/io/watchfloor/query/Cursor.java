package io.watchfloor.query;

/** The query text and how far it has been read. */
final class Cursor {

    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    /** A cursor at the same place, to read ahead with. */
    Cursor copy() {
        Cursor copy = new Cursor(text);
        copy.at = at;
        return copy;
    }

    int position() {
        return at;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** The next character, or NUL at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    boolean looksAt(String expected) {
        return text.startsWith(expected, at);
    }

    void advance(int characters) {
        at += characters;
    }

    boolean accept(String expected) {
        boolean found = looksAt(expected);
        at += found ? expected.length() : 0;
        return found;
    }

    void skipSpace() {
        while (!atEnd() && isSpace(peek())) {
            at++;
        }
    }

    /** The length of the run of characters that a word may hold, colons included, from here. */
    int wordLength() {
        int end = at;
        while (end < text.length() && !endsWord(end)) {
            end += text.charAt(end) == '\\' ? Math.min(2, text.length() - end) : 1;
        }
        return end - at;
    }

    String ahead(int characters) {
        return text.substring(at, at + characters);
    }

    /** Whether the word {@code keyword} stands here, unescaped and on its own. */
    boolean atKeyword(String keyword) {
        return looksAt(keyword) && wordLength() == keyword.length();
    }

    boolean atWordEnd() {
        return atEnd() || endsWord(at);
    }

    private boolean endsWord(int index) {
        char c = text.charAt(index);
        return isSpace(c)
                || "()[]{}\"~^".indexOf(c) >= 0
                || text.startsWith("&&", index)
                || text.startsWith("||", index);
    }

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    QuerySyntaxException error(String message) {
        return error(message, at);
    }

    QuerySyntaxException error(String message, int position) {
        return new QuerySyntaxException(message, position);
    }

    private String found() {
        if (atEnd()) {
            return "the end of the query";
        }
        int keyword = atKeyword("AND") || atKeyword("NOT") ? 3 : atKeyword("OR") ? 2 : 0;
        return "'" + (keyword > 0 ? ahead(keyword) : Character.toString(text.codePointAt(at))) + "'";
    }

    /** {@code expected X, found Y} at this place. */
    QuerySyntaxException expected(String what) {
        return error("expected " + what + ", found " + found());
    }
}
