package io.watchfloor.promotion.render;

/** Text for people: bounded, and without control characters. */
final class Text {
    private static final char ELLIPSIS = '…';

    private Text() {}

    /** At most {@code limit} characters; a longer text is cut between code points and ends in an ellipsis. */
    static String within(String text, int limit) {
        String printable = printable(text);
        if (printable.length() <= limit) {
            return printable;
        }
        int end = Character.isHighSurrogate(printable.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return printable.substring(0, end) + ELLIPSIS;
    }

    /** The text as one line. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.lines()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> line.append(part).append(' '));
        return line.toString().replace('\t', ' ').strip();
    }

    /** The text with U+FFFD for U+0000, which PostgreSQL does not store. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** Control characters but line feed and tab become spaces: they steer terminals, and PostgreSQL refuses NUL. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c);
        }
        return out.toString();
    }
}
