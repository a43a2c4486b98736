package io.watchfloor.promotion.render;

import org.jspecify.annotations.Nullable;

/**
 * Text with {@code {{field}}} placeholders. Rendering replaces each placeholder by its value and does nothing else: values
 * are not read again for placeholders, nothing is evaluated, and work and result are bounded by the limit. A placeholder
 * without a value renders {@value #UNKNOWN}; braces that enclose no placeholder stay as they are.
 */
public record Template(String text) {
    /** Stands where an event has no such field. */
    public static final String UNKNOWN = "(unknown)";

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    /**
     * The text with its values, without characters that steer terminals.
     *
     * @param limit longest result in characters (UTF-16 units); a longer one is cut and ends in an ellipsis
     */
    public String render(Facts facts, int limit) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (out.length() <= limit) {
            int close = text.indexOf(CLOSE, at);
            if (close < 0) {
                out.append(text, at, text.length());
                break;
            }
            append(out, text.substring(at, close), facts);
            at = close + CLOSE.length();
        }
        return Text.within(out.toString(), limit);
    }

    /** A piece of the text up to a closing pair: what follows its last opening pair is the placeholder. */
    private static void append(StringBuilder out, String piece, Facts facts) {
        int open = piece.lastIndexOf(OPEN);
        if (open < 0) {
            out.append(piece).append(CLOSE);
            return;
        }
        String value = facts.value(piece.substring(open + OPEN.length()).strip());
        out.append(piece, 0, open).append(orUnknown(value));
    }

    private static String orUnknown(@Nullable String value) {
        return value == null || value.isBlank() ? UNKNOWN : value;
    }
}
