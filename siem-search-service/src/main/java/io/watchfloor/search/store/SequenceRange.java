package io.watchfloor.search.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Map;

/**
 * The events stored between two high-water marks: of each partition those with {@code after <= offset < upTo}. A
 * partition that is absent from {@code after} begins at 0, one that is absent from {@code upTo} has no events.
 */
public record SequenceRange(HighWater after, HighWater upTo) {
    /** From the beginning. */
    public static SequenceRange upTo(HighWater mark) {
        return new SequenceRange(new HighWater(Map.of()), mark);
    }

    /** Adds to a question the partitions, the first offset of each, and that behind the last. */
    Tuple addTo(Tuple asked) {
        return asked.addArrayOfInteger(upTo.nextOffsets().keySet().toArray(Integer[]::new))
                .addArrayOfLong(upTo.nextOffsets().keySet().stream()
                        .map(partition -> after.nextOffsets().getOrDefault(partition, 0L))
                        .toArray(Long[]::new))
                .addArrayOfLong(upTo.nextOffsets().values().toArray(Long[]::new));
    }

    /** Whether it has all offsets of a partition from one to another, both included. */
    boolean holds(int partition, long first, long last) {
        return first >= after.nextOffsets().getOrDefault(partition, 0L)
                && last < upTo.nextOffsets().getOrDefault(partition, 0L);
    }

    /** @param sequence {@code partition:offset} */
    boolean holds(String sequence) {
        int colon = sequence.indexOf(':');
        int partition = Integer.parseInt(sequence, 0, colon, 10);
        long offset = Long.parseLong(sequence, colon + 1, sequence.length(), 10);
        return holds(partition, offset, offset);
    }
}
