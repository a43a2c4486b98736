package io.watchfloor.parsers;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/** A place in a line, moved forward by what it recognises and left where it was by what it does not. */
final class Cursor {
    final String text;
    int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The character ahead by {@code offset}, or NUL past the end. */
    char peek(int offset) {
        return at + offset < text.length() ? text.charAt(at + offset) : '\0';
    }

    @CanIgnoreReturnValue
    boolean skip(char c) {
        if (peek(0) != c || atEnd()) {
            return false;
        }
        at++;
        return true;
    }

    @CanIgnoreReturnValue
    boolean skip(String s) {
        if (!text.startsWith(s, at)) {
            return false;
        }
        at += s.length();
        return true;
    }

    void skipSpaces() {
        while (peek(0) == ' ') {
            at++;
        }
    }

    /** A decimal number of that many digits, no more, or -1. */
    @CanIgnoreReturnValue
    int number(int minDigits, int maxDigits) {
        int digits = digits();
        if (digits < minDigits || digits > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            value = value * 10 + text.charAt(at++) - '0';
        }
        return value;
    }

    /** How many digits are ahead. */
    int digits() {
        int count = 0;
        while (peek(count) >= '0' && peek(count) <= '9') {
            count++;
        }
        return count;
    }

    /** What is ahead up to a space or the end; the space is not taken. */
    @CanIgnoreReturnValue
    String token() {
        String token = peekToken();
        at += token.length();
        return token;
    }

    String peekToken() {
        int end = text.indexOf(' ', at);
        return text.substring(at, end < 0 ? text.length() : end);
    }

    String rest() {
        return text.substring(Math.min(at, text.length()));
    }
}
