package io.watchfloor.search.store;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

/** The ids of the events of a block. Immutable. */
final class EventIds {
    private final long[] high;
    private final long[] low;

    private EventIds(long[] high, long[] low) {
        this.high = high;
        this.low = low;
    }

    static EventIds of(Stream<UUID> ids) {
        UUID[] sorted = ids.sorted(EventTimes::compare).toArray(UUID[]::new);
        return new EventIds(
                Arrays.stream(sorted).mapToLong(UUID::getMostSignificantBits).toArray(),
                Arrays.stream(sorted).mapToLong(UUID::getLeastSignificantBits).toArray());
    }

    boolean has(UUID id) {
        int from = 0;
        int to = high.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            int order = EventTimes.compare(new UUID(high[middle], low[middle]), id);
            if (order == 0) {
                return true;
            }
            from = order < 0 ? middle + 1 : from;
            to = order < 0 ? to : middle;
        }
        return false;
    }

    /** Bytes that it takes, about. */
    long memory() {
        return 200 + 16L * high.length;
    }
}
