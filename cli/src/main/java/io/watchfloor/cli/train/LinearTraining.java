package io.watchfloor.cli.train;

import io.watchfloor.attack.mapping.FeatureVector;
import io.watchfloor.attack.mapping.Features;
import io.watchfloor.attack.mapping.Softmax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Logistic regression over all classes at once, by stochastic gradient descent with a rate that falls to zero. An example
 * with several right classes asks that one of them be found. One thread and a seed: the same weights every time.
 */
final class LinearTraining {
    private static final int ROUNDS = 8;
    private static final float RATE = 2;
    private static final float BIAS_RATE = 0.02f;
    /** Of the features of an example so many are hidden each time, so that none is relied upon alone. */
    private static final float HIDDEN = 0.3f;

    private static final float AFTER_HIDING = (float) (1 / Math.sqrt(1 - HIDDEN));
    /** Classes whose gradient is smaller are left as they are. */
    private static final float NEGLIGIBLE = 5e-4f;

    private final int classCount;
    private final float[] weights;
    private final float[] bias;
    private final float[] gradient;
    private final int[] active;

    LinearTraining(int classCount) {
        this.classCount = classCount;
        this.weights = new float[Features.ROWS * classCount];
        this.bias = new float[classCount];
        this.gradient = new float[classCount];
        this.active = new int[classCount];
    }

    /** A row after another, each with a weight for every class. */
    float[] weights() {
        return weights;
    }

    float[] bias() {
        return bias;
    }

    /**
     * Learns.
     *
     * @param progress told each round and its mean loss
     */
    void learn(List<Example> examples, long seed, BiConsumer<Integer, Double> progress) {
        List<Example> shuffled = new ArrayList<>(examples);
        Random random = new Random(seed);
        long steps = (long) ROUNDS * shuffled.size();
        long step = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            Collections.shuffle(shuffled, random);
            double loss = 0;
            for (Example example : shuffled) {
                float rate = RATE * (1 - (float) step++ / steps) * example.weight();
                loss += learn(example, hide(example.vector(), random), rate);
            }
            progress.accept(round, loss / shuffled.size());
        }
    }

    private double learn(Example example, FeatureVector vector, float rate) {
        score(vector);
        Softmax.apply(gradient);
        double right = subtractRight(example.classes());
        int count = collectActive();
        for (int i = 0; i < count; i++) {
            bias[active[i]] -= BIAS_RATE * rate * gradient[active[i]];
        }
        for (int i = 0; i < vector.size(); i++) {
            int row = vector.rows()[i] * classCount;
            float slope = rate * vector.weights()[i];
            for (int j = 0; j < count; j++) {
                weights[row + active[j]] -= slope * gradient[active[j]];
            }
        }
        return -Math.log(right + 1e-9);
    }

    /** A vector without some of its features; what is left weighs more, so that the length stays much the same. */
    private static FeatureVector hide(FeatureVector vector, Random random) {
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

    private void score(FeatureVector vector) {
        System.arraycopy(bias, 0, gradient, 0, classCount);
        for (int i = 0; i < vector.size(); i++) {
            int row = vector.rows()[i] * classCount;
            float weight = vector.weights()[i];
            for (int c = 0; c < classCount; c++) {
                gradient[c] += weight * weights[row + c];
            }
        }
    }

    /** Takes from the right classes what they should have; what they had together. */
    private double subtractRight(int[] classes) {
        float together = 0;
        for (int c : classes) {
            together += gradient[c];
        }
        for (int c : classes) {
            gradient[c] -= together > 1e-6f ? gradient[c] / together : 1f / classes.length;
        }
        return together;
    }

    private int collectActive() {
        int count = 0;
        for (int c = 0; c < classCount; c++) {
            if (Math.abs(gradient[c]) > NEGLIGIBLE) {
                active[count++] = c;
            }
        }
        return count;
    }
}
