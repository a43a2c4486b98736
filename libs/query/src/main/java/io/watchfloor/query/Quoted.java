package io.watchfloor.query;

/** A text in double quotes, where a backslash takes the next special character as it is. */
final class Quoted {

    private Quoted() {}

    static String read(Cursor cursor) {
        int open = cursor.position();
        cursor.advance(1);
        StringBuilder text = new StringBuilder();
        while (!cursor.atEnd() && cursor.peek() != '"') {
            text.append(cursor.peek() == '\\' ? Word.readEscape(cursor) : cursor.peek());
            cursor.advance(1);
        }
        if (!cursor.accept("\"")) {
            throw cursor.error("expected '\"' to end the text that begins here", open);
        }
        return text.toString();
    }

    static String write(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
