package io.watchfloor.cli.train;

import io.watchfloor.attack.mapping.FeatureVector;
import java.util.Arrays;
import java.util.Random;

/** Hides some of the features of an example, others each time, so that none is relied upon alone. */
final class Hiding {
    private static final float HIDDEN = 0.3f;
    private static final float AFTER_HIDING = (float) (1 / Math.sqrt(1 - HIDDEN));

    private Hiding() {}

    /** What is left weighs more, so that the length stays much the same. */
    static FeatureVector of(FeatureVector vector, Random random) {
        int[] rows = new int[vector.size()];
        float[] kept = new float[vector.size()];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (random.nextFloat() >= HIDDEN) {
                rows[count] = vector.rows()[i];
                kept[count++] = vector.weights()[i] * AFTER_HIDING;
            }
        }
        return new FeatureVector(Arrays.copyOf(rows, count), Arrays.copyOf(kept, count));
    }
}
