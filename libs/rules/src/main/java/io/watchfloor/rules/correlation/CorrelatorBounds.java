package io.watchfloor.rules.correlation;

import java.time.Duration;

/**
 * How much a {@link MemoryCorrelator} remembers.
 *
 * @param lateness how far behind the time it is told a hit may come
 * @param maxHitsPerGroup hits, and terms, of one group; the oldest are forgotten
 * @param maxGroups groups of one rule; those longest without a hit are forgotten
 * @param maxHits hits of all groups of one rule; those longest without a hit are forgotten
 */
public record CorrelatorBounds(Duration lateness, int maxHitsPerGroup, int maxGroups, long maxHits) {
    public CorrelatorBounds {
        if (lateness.isNegative() || maxHitsPerGroup < 1 || maxGroups < 1 || maxHits < 1) {
            throw new IllegalArgumentException("bounds are positive");
        }
    }

    /** 10,000 hits a group, a million groups and ten million hits a rule. */
    public static CorrelatorBounds ofLateness(Duration lateness) {
        return new CorrelatorBounds(lateness, 10_000, 1_000_000, 10_000_000);
    }
}
