package io.watchfloor.attack.mapping;

/**
 * How much is asked for.
 *
 * @param limit how many techniques at most, 1..100
 * @param threshold the least confidence, 0..1; techniques below it are not given, so there may be none
 */
public record MappingOptions(int limit, double threshold) {
    private static final int MOST = 100;

    public MappingOptions {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is not 1 to " + MOST + ": " + limit);
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold is not 0 to 1: " + threshold);
        }
    }

    /** Five techniques of a confidence that is worth a look. */
    public static MappingOptions standard() {
        return new MappingOptions(5, 0.45);
    }

    /** The best candidates, however weak: for ranking by other means. */
    public static MappingOptions best(int limit) {
        return new MappingOptions(limit, 0);
    }
}
