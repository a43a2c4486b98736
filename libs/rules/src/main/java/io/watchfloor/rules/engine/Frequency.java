package io.watchfloor.rules.engine;

import java.util.List;

/**
 * How often marks hold: guessed from the pattern at first, then as counted. Only choices of which predicate to wait for rest on it, never what
 * matches.
 */
final class Frequency {
    private static final double WEIGHT_OF_PRIOR = 200;
    private static final int ENOUGH = 1 << 20;

    private final List<FieldIndex> indexes;
    private final int[][] held;
    private final int[] lookedAt;

    Frequency(List<FieldIndex> indexes) {
        this.indexes = indexes;
        this.held = indexes.stream().map(index -> new int[index.marks()]).toArray(int[][]::new);
        this.lookedAt = new int[indexes.size()];
    }

    /** A guess of how often the pattern holds of a value of its field: long literals hold rarely. */
    static double prior(FoldedPattern pattern) {
        int length = pattern.literal().length;
        double base = switch (pattern.shape()) {
            case EVERY -> 1_000;
            case EXACT -> 2;
            case PREFIX -> 6;
            case SUFFIX, CONTAINS, GLOB -> 4;
        };
        return Math.min(0.999, base / 1_000 * (1 + 60.0 / (length * length + 0.1)));
    }

    void looked(int field, int[] marks) {
        if (lookedAt[field] == ENOUGH) {
            return;
        }
        lookedAt[field]++;
        int[] counts = held[field];
        for (int mark : marks) {
            counts[mark]++;
        }
    }

    double of(int field, int mark) {
        double expected = WEIGHT_OF_PRIOR * indexes.get(field).prior(mark);
        return (held[field][mark] + expected) / (lookedAt[field] + WEIGHT_OF_PRIOR);
    }
}
