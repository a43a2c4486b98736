package io.watchfloor.search.store;

/**
 * The events stored between two high-water marks: of each partition those with {@code after <= offset < upTo}. A
 * partition that is absent from {@code after} begins at 0, one that is absent from {@code upTo} has no events.
 */
public record SequenceRange(HighWater after, HighWater upTo) {}
