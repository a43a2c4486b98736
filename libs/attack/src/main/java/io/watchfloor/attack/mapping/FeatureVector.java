package io.watchfloor.attack.mapping;

/**
 * Rows of a model and the weight of each; of length 1, or empty.
 *
 * @param rows a row of two groups stands there twice
 */
public record FeatureVector(int[] rows, float[] weights) {
    public FeatureVector {
        if (rows.length != weights.length) {
            throw new IllegalArgumentException(rows.length + " rows and " + weights.length + " weights");
        }
    }

    public boolean isEmpty() {
        return rows.length == 0;
    }

    /** How many rows. */
    public int size() {
        return rows.length;
    }
}
