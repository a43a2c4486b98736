package io.watchfloor.cli.train;

import io.watchfloor.attack.mapping.Embedding;
import io.watchfloor.attack.mapping.FeatureVector;
import io.watchfloor.attack.mapping.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Points for features and directions for classes, so that the features of an example together point to its class; by
 * stochastic gradient descent. One thread and a seed: the same points every time.
 */
final class EmbeddingTraining {
    private static final int DIMENSIONS = 96;
    private static final Rounds ROUNDS = new Rounds(10, 0.3f);
    /** Classes move slower than features: each is seen more often. */
    private static final float CLASS_RATE = 0.3f;

    private static final float BIAS_RATE = 0.02f;
    /** How far from the middle points may lie at first. */
    private static final float SPREAD = 0.1f;

    private static final float NEGLIGIBLE = 1e-4f;

    private final float[] points;
    private final float[] classes;
    private final float[] bias;
    private final float[] gradient;
    private final float[] point = new float[DIMENSIONS];
    private final float[] slope = new float[DIMENSIONS];
    private final Random random;

    EmbeddingTraining(int rows, int classCount, long seed) {
        this.points = new float[rows * DIMENSIONS];
        this.classes = new float[classCount * DIMENSIONS];
        this.bias = new float[classCount];
        this.gradient = new float[classCount];
        this.random = new Random(seed);
        for (int i = 0; i < points.length; i++) {
            points[i] = (random.nextFloat() * 2 - 1) * SPREAD;
        }
    }

    /** What was learned, with points for so many rows. */
    Embedding embedding(int rows) {
        return Embedding.of(points, classes, bias, rows);
    }

    /** @param progress told each round and its mean loss */
    void learn(List<Example> examples, BiConsumer<Integer, Double> progress) {
        ROUNDS.over(examples, random, this::learn, progress);
    }

    private double learn(Example example, float rate) {
        FeatureVector vector = example.vector();
        locate(vector);
        score();
        Softmax.apply(gradient);
        double right = RightClasses.subtract(gradient, example.classes());
        Arrays.fill(slope, 0);
        for (int c = 0; c < gradient.length; c++) {
            if (Math.abs(gradient[c]) > NEGLIGIBLE) {
                moveClass(c, rate);
            }
        }
        for (int i = 0; i < vector.size(); i++) {
            float part = rate * vector.weights()[i];
            int from = vector.rows()[i] * DIMENSIONS;
            for (int j = 0; j < DIMENSIONS; j++) {
                points[from + j] -= part * slope[j];
            }
        }
        return RightClasses.loss(right);
    }

    private void locate(FeatureVector vector) {
        Arrays.fill(point, 0);
        for (int i = 0; i < vector.size(); i++) {
            int from = vector.rows()[i] * DIMENSIONS;
            float weight = vector.weights()[i];
            for (int j = 0; j < DIMENSIONS; j++) {
                point[j] += weight * points[from + j];
            }
        }
    }

    private void score() {
        for (int c = 0; c < gradient.length; c++) {
            float score = bias[c];
            int from = c * DIMENSIONS;
            for (int j = 0; j < DIMENSIONS; j++) {
                score += point[j] * classes[from + j];
            }
            gradient[c] = score;
        }
    }

    /** Moves a class, and notes which way the example's features are to move because of it. */
    private void moveClass(int c, float rate) {
        float excess = gradient[c];
        float part = rate * CLASS_RATE * excess;
        int from = c * DIMENSIONS;
        for (int j = 0; j < DIMENSIONS; j++) {
            slope[j] += excess * classes[from + j];
            classes[from + j] -= part * point[j];
        }
        bias[c] -= BIAS_RATE * rate * excess;
    }
}
