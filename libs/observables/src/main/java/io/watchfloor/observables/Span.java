package io.watchfloor.observables;

/**
 * A part of a text.
 *
 * @param start in UTF-16 units from the beginning of the text
 * @param end behind its last unit
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a span is not empty and does not begin before the text");
        }
    }
}
