package io.watchfloor.attack.mapping;

/**
 * A part of the description.
 *
 * @param begin of the first character
 * @param end behind the last
 */
record Span(int begin, int end) {
    String of(String text) {
        return text.substring(begin, end);
    }
}
