package io.watchfloor.attack.mapping;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Features and classes as points of one space of few dimensions: a text lies where its features lie together, and a class
 * that lies in the same direction is likely. Knows that words are alike which a linear model keeps apart. Immutable.
 */
public final class Embedding {
    private static final int LARGEST = 127;
    private static final int NONE = -1;

    private final int dimensions;
    private final int[] kept;
    private final byte[] points;
    private final float step;
    private final float[] classes;
    private final float[] bias;
    private final int[] places;

    /**
     * @param rows of the model
     * @param kept those that have a point, ascending
     * @param points of the rows, in steps, one after another
     * @param classes their directions, one after another
     */
    Embedding(int rows, int[] kept, byte[] points, float step, float[] classes, float[] bias) {
        this.dimensions = classes.length / bias.length;
        if (points.length != kept.length * dimensions) {
            throw new IllegalArgumentException(points.length + " numbers for " + kept.length + " rows");
        }
        this.kept = kept;
        this.points = points;
        this.step = step;
        this.classes = classes;
        this.bias = bias;
        this.places = new int[rows];
        Arrays.fill(places, NONE);
        for (int i = 0; i < kept.length; i++) {
            places[kept[i]] = i * dimensions;
        }
    }

    /**
     * From dense points; keeps those farthest from the middle, which say most.
     *
     * @param dense a point for each row, one after another
     * @param classes a direction for each class, one after another
     * @param most how many rows are kept
     */
    public static Embedding of(float[] dense, float[] classes, float[] bias, int most) {
        int dimensions = classes.length / bias.length;
        int rows = dense.length / dimensions;
        double[] lengths = IntStream.range(0, rows)
                .mapToDouble(row -> length(dense, row * dimensions, dimensions))
                .toArray();
        double[] sorted = lengths.clone();
        Arrays.sort(sorted);
        double least = sorted[rows - Math.min(most, rows)];
        int[] kept = IntStream.range(0, rows)
                .filter(row -> lengths[row] > 0 && lengths[row] >= least)
                .toArray();
        float[] points = new float[kept.length * dimensions];
        float largest = Float.MIN_NORMAL;
        for (int i = 0; i < points.length; i++) {
            points[i] = dense[kept[i / dimensions] * dimensions + i % dimensions];
            largest = Math.max(largest, Math.abs(points[i]));
        }
        float step = largest / LARGEST;
        byte[] steps = new byte[points.length];
        for (int i = 0; i < points.length; i++) {
            steps[i] = (byte) Math.round(points[i] / step);
        }
        return new Embedding(rows, kept, steps, step, classes.clone(), bias.clone());
    }

    private static double length(float[] dense, int from, int dimensions) {
        double squares = 0;
        for (int i = from; i < from + dimensions; i++) {
            squares += dense[i] * dense[i];
        }
        return squares;
    }

    /** The share of each class, which together are 1. */
    float[] shares(FeatureVector vector) {
        float[] point = point(vector);
        float[] scores = bias.clone();
        for (int c = 0; c < scores.length; c++) {
            float score = 0;
            for (int i = 0, at = c * dimensions; i < dimensions; i++, at++) {
                score += point[i] * classes[at];
            }
            scores[c] += score;
        }
        Softmax.apply(scores);
        return scores;
    }

    private float[] point(FeatureVector vector) {
        float[] point = new float[dimensions];
        for (int i = 0; i < vector.size(); i++) {
            int from = places[vector.rows()[i]];
            if (from != NONE) {
                float weight = vector.weights()[i] * step;
                for (int j = 0; j < dimensions; j++) {
                    point[j] += weight * points[from + j];
                }
            }
        }
        return point;
    }

    int[] kept() {
        return kept.clone();
    }

    byte[] points() {
        return points.clone();
    }

    float step() {
        return step;
    }

    float[] classes() {
        return classes.clone();
    }

    float[] bias() {
        return bias.clone();
    }
}
