package io.watchfloor.observables;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A defanged form in brackets of any kind, also nested and with inner spaces: {@code [.]}, {@code (dot)}, {@code { at }},
 * {@code [://]}.
 *
 * @param meant what it stands for
 * @param end behind its last bracket
 */
record BracketForm(String meant, int end) {
    private static final int DEEPEST = 3;
    private static final String FIRST = ".,:/?@dDaAhHwW";

    private record Content(String written, String meant) {}

    /** A longer one before its own beginning. */
    private static final List<Content> CONTENTS = List.of(
            new Content(".", "."),
            new Content("dot", "."),
            new Content("d0t", "."),
            new Content(",", "."),
            new Content("://", "://"),
            new Content(":", ":"),
            new Content("//", "//"),
            new Content("/", "/"),
            new Content("?", "?"),
            new Content("@", "@"),
            new Content("at", "@"),
            new Content("https", "https"),
            new Content("http", "http"),
            new Content("hxxps", "https"),
            new Content("hxxp", "http"),
            new Content("www", "www"));

    static boolean isOpening(char c) {
        return c == '[' || c == '(' || c == '{' || c == '<';
    }

    static boolean isClosing(char c) {
        return c == ']' || c == ')' || c == '}' || c == '>';
    }

    /** The form whose first bracket is here, or null. */
    static @Nullable BracketForm at(String text, int start) {
        int from = start;
        while (from < text.length() && from - start < DEEPEST && isOpening(text.charAt(from))) {
            from++;
        }
        int depth = from - start;
        from = behindSpace(text, from);
        if (from == text.length() || FIRST.indexOf(text.charAt(from)) < 0) {
            return null;
        }
        for (Content content : CONTENTS) {
            String written = content.written();
            if (text.regionMatches(true, from, written, 0, written.length())) {
                int end = closed(text, behindSpace(text, from + written.length()), depth);
                if (end > 0) {
                    return new BracketForm(content.meant(), end);
                }
            }
        }
        return null;
    }

    boolean isSeparator() {
        return meant.equals(".") || meant.equals("@");
    }

    private static int behindSpace(String text, int at) {
        return at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
    }

    /** Behind at most so many closing brackets, of which there is one at least; or -1. */
    private static int closed(String text, int from, int depth) {
        int end = from;
        while (end < text.length() && end - from < depth && isClosing(text.charAt(end))) {
            end++;
        }
        return end == from ? -1 : end;
    }
}
