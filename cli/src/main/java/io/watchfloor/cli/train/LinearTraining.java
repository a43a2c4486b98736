package io.watchfloor.cli.train;

import io.watchfloor.attack.mapping.FeatureVector;
import io.watchfloor.attack.mapping.Softmax;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Logistic regression over all classes at once, by stochastic gradient descent with a rate that falls to zero. An example
 * with several right classes asks that one of them be found. What is learned of a sub-technique can be learned in part of its
 * parent and sisters too, so that rare ones profit. One thread and a seed: the same weights every time.
 */
final class LinearTraining {
    private static final Rounds ROUNDS = new Rounds(8, 2);
    private static final float BIAS_RATE = 0.02f;
    /** Classes whose gradient is smaller are left as they are. */
    private static final float NEGLIGIBLE = 5e-4f;

    private final int classCount;
    private final float[] weights;
    private final float[] bias;
    private final float[] gradient;
    private final int[] active;
    private final int[] parents;
    private final float sharing;

    /**
     * @param rows of the model
     * @param parents the class that each belongs to, or itself
     * @param sharing how much of what is learned of a class goes to all of the same parent
     */
    LinearTraining(int rows, int[] parents, float sharing) {
        this.classCount = parents.length;
        this.parents = parents.clone();
        this.sharing = sharing;
        this.weights = new float[rows * classCount];
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
        Random random = new Random(seed);
        ROUNDS.over(
                examples,
                random,
                (example, rate) -> learn(example, Hiding.of(example.vector(), random), rate),
                progress);
    }

    private double learn(Example example, FeatureVector vector, float rate) {
        score(vector);
        Softmax.apply(gradient);
        double right = RightClasses.subtract(gradient, example.classes());
        share();
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
        return RightClasses.loss(right);
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

    private void share() {
        if (sharing == 0) {
            return;
        }
        float[] families = new float[classCount];
        for (int c = 0; c < classCount; c++) {
            families[parents[c]] += gradient[c];
        }
        for (int c = 0; c < classCount; c++) {
            gradient[c] += sharing * families[parents[c]];
        }
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
