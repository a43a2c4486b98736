package io.watchfloor.attack.mapping;

/** Scores to shares of 1. */
public final class Softmax {
    private Softmax() {}

    /** In place. */
    public static void apply(float[] scores) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) Math.exp(scores[i] - largest);
            sum += scores[i];
        }
        float scale = (float) (1 / sum);
        for (int i = 0; i < scores.length; i++) {
            scores[i] *= scale;
        }
    }
}
