package io.watchfloor.blocks;

import java.util.Objects;

/**
 * An encoded block. The arrays are not copied, and two blocks are equal only when they are the same.
 *
 * @param directory what is read first: columns and where they lie
 * @param data frames back to back, of which slices are read as {@link Directory#frames()} says
 * @param rows events, at least one
 * @param minTime of the first event, milliseconds since 1970 UTC
 * @param maxTime of the last
 * @param perMinute events of each minute from that of {@code minTime} to that of {@code maxTime}; empty when they lie more than a week apart
 */
public record Block(byte[] directory, byte[] data, int rows, long minTime, long maxTime, int[] perMinute) {
    public Block {
        Objects.requireNonNull(directory);
        Objects.requireNonNull(data);
        Objects.requireNonNull(perMinute);
    }
}
