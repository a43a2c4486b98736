package io.watchfloor.blocks;

import java.util.List;

/**
 * A column whose chunks are written.
 *
 * @param shift of row groups: 0 for one chunk, else chunks of {@code 1 << shift} rows
 * @param chunks where they lie
 */
record WrittenColumn(String name, Kind kind, int shift, List<Span> chunks) {

    /** Bytes from {@code from} to before {@code to}. */
    record Span(int from, int to) {
        int length() {
            return to - from;
        }
    }

    int largest() {
        return chunks.stream().mapToInt(Span::length).max().orElse(0);
    }
}
