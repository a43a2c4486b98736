package io.watchfloor.search.store;

/**
 * The events stored between two high-water marks: of each partition those with {@code after <= offset < upTo}. A
 * partition that is absent from {@code after} begins at 0, one that is absent from {@code upTo} has no events.
 */
public record SequenceRange(HighWater after, HighWater upTo) {
    /** @param sequence {@code partition:offset} */
    boolean holds(String sequence) {
        int colon = sequence.indexOf(':');
        int partition = Integer.parseInt(sequence, 0, colon, 10);
        long offset = Long.parseLong(sequence, colon + 1, sequence.length(), 10);
        return offset >= after.nextOffsets().getOrDefault(partition, 0L)
                && offset < upTo.nextOffsets().getOrDefault(partition, 0L);
    }
}
