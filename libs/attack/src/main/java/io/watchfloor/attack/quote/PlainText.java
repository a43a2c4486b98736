package io.watchfloor.attack.quote;

import org.jspecify.annotations.Nullable;

/**
 * Takes the markup out of ATT&amp;CK's texts: {@code (Citation: …)}, links (their text stays), {@code <code>}, marks of
 * emphasis, escaped angle brackets. What only looks like markup stays. Takes time in proportion to the length.
 */
final class PlainText {
    private static final String CITATION = "(Citation:";
    /** A longer one is none. */
    private static final int LONGEST_MARKUP = 1000;

    private static final String[][] REPLACED = {
        {"<code>", ""},
        {"</code>", ""},
        {"<br>", "\n"},
        {"<br/>", "\n"},
        {"**", ""},
        {"`", ""},
        {"&lt;", "<"},
        {"&gt;", ">"},
        {"&amp;", "&"},
    };

    private final String text;
    private final StringBuilder plain;
    private int at;
    private boolean behindCitation;

    private PlainText(String text) {
        this.text = text;
        this.plain = new StringBuilder(text.length());
    }

    static String of(String markdown) {
        PlainText reading = new PlainText(markdown);
        while (reading.at < markdown.length()) {
            reading.step();
        }
        return reading.plain.toString().strip();
    }

    private void step() {
        if (!skippedCitation() && !tookLink() && !replaced()) {
            take(text.charAt(at));
            at++;
        }
    }

    private void take(char c) {
        boolean closes = c == '.' || c == ',' || c == ';';
        if (closes && behindCitation || Character.isWhitespace(c)) {
            trimBlank();
        }
        behindCitation = false;
        plain.append(c == '\r' || c == '\t' || c == '\u00a0' ? ' ' : c);
    }

    private void trimBlank() {
        int last = plain.length() - 1;
        if (last >= 0 && plain.charAt(last) == ' ') {
            plain.setLength(last);
        }
    }

    private boolean skippedCitation() {
        if (!text.startsWith(CITATION, at)) {
            return false;
        }
        int end = closing(at, '(', ')');
        if (end < 0) {
            return false;
        }
        at = end + 1;
        behindCitation = true;
        return true;
    }

    private boolean tookLink() {
        if (text.charAt(at) != '[') {
            return false;
        }
        int label = closing(at, '[', ']');
        int end = label > 0 && text.startsWith("](", label) ? closing(label + 1, '(', ')') : -1;
        if (end < 0) {
            return false;
        }
        plain.append(text, at + 1, label);
        at = end + 1;
        return true;
    }

    private boolean replaced() {
        String[] found = replacement();
        if (found == null) {
            return false;
        }
        plain.append(found[1]);
        at += found[0].length();
        return true;
    }

    private String @Nullable [] replacement() {
        for (String[] each : REPLACED) {
            if (text.startsWith(each[0], at)) {
                return each;
            }
        }
        return null;
    }

    /** Where what opens here is closed, with those within it; -1 if it is not within reach. */
    private int closing(int from, char open, char close) {
        int depth = 0;
        for (int i = from; i < Math.min(text.length(), from + LONGEST_MARKUP); i++) {
            char c = text.charAt(i);
            depth += c == open ? 1 : c == close ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
