package io.watchfloor.rules.correlation;

/**
 * What a {@link MemoryCorrelator} did and remembers.
 *
 * @param counted hits that were counted
 * @param duplicates hits that were known
 * @param late hits of windows that were settled
 * @param ungrouped events without a field of their group
 * @param valueless events without the value that the rule measures
 * @param evictedHits hits and terms forgotten because their group had too many
 * @param evictedGroups groups forgotten because there were too many, or too many hits in all
 * @param expiredGroups groups forgotten because they no longer mattered
 * @param groups groups that are remembered
 * @param hits hits that are remembered
 */
public record CorrelatorStats(
        long counted,
        long duplicates,
        long late,
        long ungrouped,
        long valueless,
        long evictedHits,
        long evictedGroups,
        long expiredGroups,
        long groups,
        long hits) {

    CorrelatorStats plus(CorrelatorStats other) {
        return new CorrelatorStats(
                counted + other.counted,
                duplicates + other.duplicates,
                late + other.late,
                ungrouped + other.ungrouped,
                valueless + other.valueless,
                evictedHits + other.evictedHits,
                evictedGroups + other.evictedGroups,
                expiredGroups + other.expiredGroups,
                groups + other.groups,
                hits + other.hits);
    }
}
