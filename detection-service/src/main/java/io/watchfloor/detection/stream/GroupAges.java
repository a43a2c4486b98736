package io.watchfloor.detection.stream;

import java.util.Arrays;

/** When the groups of a partition were last used, to tell which are to go when there are too many. */
final class GroupAges {
    private long[] lastMs = new long[1_024];
    private int size;

    void add(long lastArrivalMs) {
        if (size == lastMs.length) {
            lastMs = Arrays.copyOf(lastMs, size * 2);
        }
        lastMs[size++] = lastArrivalMs;
    }

    /** Groups that were last used before this time are too many; {@link Long#MIN_VALUE} when there is room for all. */
    long tooOld(int most) {
        if (size <= most) {
            return Long.MIN_VALUE;
        }
        Arrays.sort(lastMs, 0, size);
        return lastMs[size - most];
    }
}
