package io.watchfloor.search.store;

/** Counts for a store that cannot count by itself. */
final class ScannedCounts {
    /** Events that are held at once. */
    static final int LARGEST_CHUNK = 1_000;

    private ScannedCounts() {}

    static Counts of(Candidates candidates, StoreQuery query, CountPlan plan) {
        Tally tally = new Tally(plan);
        for (Candidates.Item item : candidates.items()) {
            if (item.matches(query.compiled())) {
                tally.add(item.event());
            }
        }
        return new Counts(tally, candidates.looked(), candidates.oldest(), candidates.more());
    }
}
