package io.watchfloor.attack.mapping;

/**
 * A part of the description.
 *
 * @param begin of the first character
 * @param end behind the last
 */
public record Span(int begin, int end) {
    /** The text there. */
    public String of(String text) {
        return text.substring(begin, end);
    }
}
