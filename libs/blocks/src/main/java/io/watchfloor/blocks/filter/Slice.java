package io.watchfloor.blocks.filter;

/**
 * A stretch of a filter to read.
 *
 * @param part the array
 * @param offset in bytes from its beginning
 * @param length in bytes
 */
public record Slice(Part part, int offset, int length) {

    /** The two arrays of a filter. */
    public enum Part {
        /** Bloom filters of tokens, transposed. */
        TOKENS,
        /** Bit maps of 4-grams, transposed. */
        GRAMS
    }
}
