package io.watchfloor.attack.mapping;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into sentences: at line ends, and behind {@code .!?} before a blank. One pass. */
public final class Sentences {
    /** Shorter pieces stay with the one before: numbers of lists, initials. */
    private static final int SHORTEST = 12;
    /** Longer ones are cut at a blank. */
    private static final int LONGEST = 1000;

    private Sentences() {}

    /** In their order, without blanks around them. */
    public static List<Span> of(String text) {
        List<Span> spans = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i + 1 - begin >= SHORTEST && ends(text, i, i - begin)) {
                add(spans, text, begin, i + 1);
                begin = i + 1;
            }
        }
        add(spans, text, begin, text.length());
        return spans;
    }

    private static boolean ends(String text, int at, int length) {
        char c = text.charAt(at);
        if (c == '\n') {
            return true;
        }
        if (length >= LONGEST) {
            return Character.isWhitespace(c) || length >= 2 * LONGEST;
        }
        boolean mark = c == '.' || c == '!' || c == '?';
        return mark && at + 1 < text.length() && Character.isWhitespace(text.charAt(at + 1));
    }

    private static void add(List<Span> spans, String text, int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end > begin) {
            spans.add(new Span(begin, end));
        }
    }
}
