package io.watchfloor.query;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The gate of regular expressions: RE2 runs in linear time but expands counted repetitions, {@code ((a{999}){999}){999}} to a billion
 * states, so the expanded size is bounded before anything is compiled.
 */
final class RegexSyntax {

    private static final int MAX_STATES = 2_000;
    private static final int MAX_DEPTH = 100;

    private RegexSyntax() {}

    /** The pattern with every slash escaped. */
    static String check(String pattern) {
        String escaped = escapeSlashes(pattern);
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("the regular expression is empty");
        }
        if (states(escaped) > MAX_STATES) {
            throw new IllegalArgumentException(
                    "the regular expression is too large: its repetitions expand to more than " + MAX_STATES
                            + " states");
        }
        try {
            compile(escaped);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("expected a regular expression of RE2 syntax: " + e.getDescription(), e);
        }
        return escaped;
    }

    @CanIgnoreReturnValue
    static Pattern compile(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static String escapeSlashes(String pattern) {
        StringBuilder escaped = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                refuseQuoting(pattern.charAt(i + 1));
                escaped.append(c).append(pattern.charAt(++i));
            } else if (c == '/') {
                escaped.append("\\/");
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static void refuseQuoting(char escaped) {
        if (escaped == 'Q') {
            throw new IllegalArgumentException("\\Q is not supported in regular expressions: escape single characters");
        }
    }

    /** At least the states that RE2 needs, up to a small factor; more than {@link #MAX_STATES} may mean anything larger. */
    private static long states(String pattern) {
        Deque<Long> outer = new ArrayDeque<>();
        long group = 0;
        long atom = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '(' -> {
                    refuseDepth(outer.size());
                    outer.push(group + atom);
                    group = 0;
                    atom = 0;
                }
                case ')' -> {
                    atom = group + atom + 1;
                    group = outer.isEmpty() ? 0 : outer.pop();
                }
                case '{' -> atom = Math.min(MAX_STATES + 1L, atom * repetitions(pattern, i));
                default -> {
                    group += atom;
                    atom = 1;
                }
            }
            i = lastOf(pattern, i);
        }
        long size = group + atom;
        for (long open : outer) {
            size += open;
        }
        return size;
    }

    private static void refuseDepth(int depth) {
        if (depth >= MAX_DEPTH) {
            throw new IllegalArgumentException("the regular expression is nested deeper than " + MAX_DEPTH + " groups");
        }
    }

    /** Where the element that starts at {@code at} ends: an escape, a class, a counted repetition or one character. */
    private static int lastOf(String pattern, int at) {
        return switch (pattern.charAt(at)) {
            case '\\' -> at + 1;
            case '[' -> endOfClass(pattern, at);
            case '{' -> Math.max(at, pattern.indexOf('}', at));
            default -> at;
        };
    }

    private static int endOfClass(String pattern, int open) {
        int at = open + 1;
        at += at < pattern.length() && pattern.charAt(at) == '^' ? 1 : 0;
        at += at < pattern.length() && pattern.charAt(at) == ']' ? 1 : 0;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    /** The largest number in the braces that open at {@code open}, at least 1. */
    private static long repetitions(String pattern, int open) {
        long most = 1;
        long number = 0;
        for (int i = open + 1; i < pattern.length() && pattern.charAt(i) != '}'; i++) {
            char c = pattern.charAt(i);
            number = c >= '0' && c <= '9' ? Math.min(number * 10 + c - '0', MAX_STATES + 1L) : 0;
            most = Math.max(most, number);
        }
        return most;
    }
}
