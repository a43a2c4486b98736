package io.watchfloor.rules.engine;

import java.util.Arrays;

/**
 * Finds the values of a JSON object without making objects of them. Nested objects add their names with a dot, a list adds a value for each
 * element. It reads what is well-formed (RFC 8259) right and refuses what it cannot step over; it does not validate numbers or escapes.
 */
final class JsonScanner {
    private static final int MAX_DEPTH = 64;

    private final PathTable paths;
    private final TextFolder unescaper = new TextFolder();
    private byte[] json = {};
    private int at;
    private int end;
    private Slots slots = new Slots();
    private byte[] path = new byte[256];
    private int pathEnd;
    private boolean escaped;
    private boolean wide;

    JsonScanner(PathTable paths) {
        this.paths = paths;
    }

    /** Adds the values of the object that begins at {@code from}, spaces aside. */
    void scan(byte[] bytes, int from, int to, Slots into) {
        json = bytes;
        at = from;
        end = to;
        slots = into;
        pathEnd = 0;
        if (next() != '{') {
            throw malformed("expected an object");
        }
        at++;
        object(0);
    }

    /** Behind the opening brace; ends behind the closing one. The names of outer objects stand in {@link #path}. */
    private void object(int depth) {
        int outer = pathEnd;
        if (depth > MAX_DEPTH) {
            throw malformed("nested too deeply");
        }
        if (next() == '}') {
            at++;
            return;
        }
        while (true) {
            member(depth, outer);
            byte separator = next();
            at++;
            if (separator == '}') {
                pathEnd = outer;
                return;
            }
            if (separator != ',') {
                throw malformed("expected , or }");
            }
        }
    }

    private void member(int depth, int outer) {
        if (next() != '"') {
            throw malformed("expected a name");
        }
        int start = ++at;
        int stop = endOfString();
        boolean whole = depth == 0 && !escaped;
        if (!whole) {
            push(outer, start, stop);
        }
        int number = whole ? paths.find(json, start, stop) : paths.find(path, 0, pathEnd);
        if (next() != ':') {
            throw malformed("expected :");
        }
        at++;
        byte first = next();
        if (whole && (first == '{' || first == '[')) {
            push(outer, start, stop);
        }
        value(first, number, depth);
        pathEnd = outer;
    }

    private void value(byte first, int number, int depth) {
        switch (first) {
            case '"' -> {
                int start = ++at;
                int stop = endOfString();
                byte kind = wide ? Slots.WIDE : escaped ? Slots.ESCAPED : Slots.PLAIN;
                slots.add(number, kind, json, start, stop);
            }
            case '{' -> {
                at++;
                object(depth + 1);
            }
            case '[' -> {
                at++;
                list(number, depth + 1);
            }
            default -> bare(number);
        }
    }

    private void list(int number, int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("nested too deeply");
        }
        byte first = next();
        if (first == ']') {
            slots.add(number, Slots.NULL, json, at, at);
            at++;
            return;
        }
        while (true) {
            value(first, number, depth);
            byte separator = next();
            at++;
            if (separator == ']') {
                return;
            }
            if (separator != ',') {
                throw malformed("expected , or ]");
            }
            first = next();
        }
    }

    private void bare(int number) {
        int start = at;
        while (at < end && !endsBare(json[at])) {
            at++;
        }
        if (at == start) {
            throw malformed("expected a value");
        }
        slots.add(number, json[start] == 'n' ? Slots.NULL : Slots.BARE, json, start, at);
    }

    private static boolean endsBare(byte b) {
        return b == ',' || b == '}' || b == ']' || b <= ' ';
    }

    /** From behind the opening quote to behind the closing one; where the text ends. Says in {@link #escaped} and {@link #wide} what it met. */
    private int endOfString() {
        escaped = false;
        wide = false;
        int i = quoteOrBackslash(at);
        while (i < end && json[i] == '\\') {
            escaped = true;
            wide |= i + 1 < end && (json[i + 1] == 'u' || json[i + 1] < 0);
            i = quoteOrBackslash(i + 2);
        }
        if (i >= end) {
            throw malformed("a string does not end");
        }
        at = i + 1;
        return i;
    }

    /** The first quote or backslash at or behind {@code from}, or the end. */
    private int quoteOrBackslash(int from) {
        int i = from;
        long met = 0;
        for (; i + 8 <= end; i += 8) {
            long word = Bytes.word(json, i);
            long found = Bytes.quotesAndBackslashes(word);
            if (found != 0) {
                int place = Long.numberOfTrailingZeros(found) >>> 3;
                wide |= Bytes.hasWide(met | Bytes.first(word, place));
                return i + place;
            }
            met |= word;
        }
        wide |= Bytes.hasWide(met);
        while (i < end && json[i] != '"' && json[i] != '\\') {
            wide |= json[i++] < 0;
        }
        return i;
    }

    /** Makes the path the outer names and this one. */
    private void push(int outer, int from, int to) {
        byte[] name = escaped ? unescaper.unescape(json, from, to) : json;
        int nameStart = escaped ? 0 : from;
        int length = escaped ? unescaper.length() : to - from;
        int start = outer == 0 ? 0 : outer + 1;
        if (start + length > path.length) {
            path = Arrays.copyOf(path, (start + length) * 2);
        }
        if (outer > 0) {
            path[outer] = '.';
        }
        System.arraycopy(name, nameStart, path, start, length);
        pathEnd = start + length;
    }

    /** The next byte that is no space; {@link #at} stands on it. */
    private byte next() {
        while (at < end) {
            byte b = json[at];
            if (b > ' ' || b < 0) {
                return b;
            }
            at++;
        }
        throw malformed("the object does not end");
    }

    private MalformedEventException malformed(String message) {
        return new MalformedEventException(message, at);
    }
}
