package io.watchfloor.query;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates the states that a regular expression compiles to, without compiling it: RE2 expands counted repetitions, so
 * {@code ((a{999}){999}){999}} would take a billion. Never far under the truth.
 */
public final class RegexSize {

    private static final int MAX_DEPTH = 100;

    private final String pattern;
    private final long limit;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long before;
    private long atom;

    private RegexSize(String pattern, long limit) {
        this.pattern = pattern;
        this.limit = limit;
    }

    /** The states, or some number over {@code limit} when there are more. Refuses more than 100 groups in one another. */
    public static long of(String pattern, long limit) {
        return new RegexSize(pattern, limit).read();
    }

    private long read() {
        for (int at = 0; at < pattern.length() && before + atom <= limit; at = lastOf(at) + 1) {
            switch (pattern.charAt(at)) {
                case '(' -> open();
                case ')' -> close();
                case '{' -> brace(at);
                default -> next();
            }
        }
        return before + atom + outer.stream().mapToLong(Long::longValue).sum();
    }

    private void next() {
        before += atom;
        atom = 1;
    }

    private void brace(int at) {
        if (isRepetition(at)) {
            atom = Math.min(limit + 1, atom * repetitions(at));
        } else {
            next();
        }
    }

    private void open() {
        if (outer.size() == MAX_DEPTH) {
            throw new IllegalArgumentException("the regular expression is nested deeper than " + MAX_DEPTH + " groups");
        }
        outer.push(before + atom);
        before = 0;
        atom = 0;
    }

    private void close() {
        atom = before + atom + 1;
        before = outer.isEmpty() ? 0 : outer.pop();
    }

    /** Where the element that starts at {@code at} ends: an escape, a class, a counted repetition or one character. */
    private int lastOf(int at) {
        return switch (pattern.charAt(at)) {
            case '\\' -> at + 1;
            case '[' -> endOfClass(at);
            case '{' -> isRepetition(at) ? pattern.indexOf('}', at) : at;
            default -> at;
        };
    }

    /** Whether {@code {5}}, {@code {5,}} or {@code {5,9}} stands at {@code open}; any other brace is a character. */
    private boolean isRepetition(int open) {
        int close = pattern.indexOf('}', open);
        boolean valid = close > open + 1 && pattern.charAt(open + 1) != ',';
        int commas = 0;
        for (int i = open + 1; valid && i < close; i++) {
            char c = pattern.charAt(i);
            commas += c == ',' ? 1 : 0;
            valid = c == ',' ? commas == 1 : c >= '0' && c <= '9';
        }
        return valid;
    }

    /** A bracket right behind the opening of a class is part of it. */
    private int endOfClass(int open) {
        int at = open + 1;
        at += at < pattern.length() && pattern.charAt(at) == '^' ? 1 : 0;
        at += at < pattern.length() && pattern.charAt(at) == ']' ? 1 : 0;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    /** The largest number in the braces that open at {@code open}, at least 1. */
    private long repetitions(int open) {
        long most = 1;
        long number = 0;
        for (int i = open + 1; i < pattern.length() && pattern.charAt(i) != '}'; i++) {
            char c = pattern.charAt(i);
            number = c >= '0' && c <= '9' ? Math.min(number * 10 + c - '0', limit + 1) : 0;
            most = Math.max(most, number);
        }
        return most;
    }
}
