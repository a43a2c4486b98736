package io.watchfloor.cli.bench.search;

/**
 * What came back.
 *
 * @param found events, buckets or values
 * @param total events that match, as far as they were counted
 * @param exact whether all were
 * @param counts of the values, where values were asked for
 */
record Outcome(long found, long total, boolean exact, String counts) {
    /** Whether both can be the answer to the same question about the same events. */
    boolean agrees(Outcome other) {
        boolean totals = exact && other.exact ? total == other.total : !exact && !other.exact || allows(other);
        return found == other.found && totals && counts.equals(other.counts);
    }

    /** Of one exact total and one lower bound. */
    private boolean allows(Outcome other) {
        return exact ? total >= other.total : other.total >= total;
    }

    @Override
    public String toString() {
        return "%,d of %s%,d".formatted(found, exact ? "" : ">=", total);
    }
}
