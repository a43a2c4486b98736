package io.watchfloor.cli.train;

import io.watchfloor.attack.mapping.FeatureVector;
import java.util.Arrays;
import java.util.List;

/**
 * What is learned from one view of a text.
 *
 * @param classes that are right; each as right as the others
 * @param weight how much it counts
 */
record Example(FeatureVector vector, int[] classes, float weight) {
    /** The part that each technique has of all that is learned from; 0 for "none". */
    static double[] rates(List<Example> examples, int classCount) {
        double[] rates = new double[classCount];
        for (Example each : examples) {
            for (int c : each.classes()) {
                rates[c] += (double) each.weight() / each.classes().length;
            }
        }
        return partsOf(rates);
    }

    /** Each of all of them without "none"; all 0 where there is nothing. */
    static double[] partsOf(double[] counts) {
        double[] parts = counts.clone();
        parts[Examples.NONE] = 0;
        double sum = Arrays.stream(parts).sum();
        return sum == 0 ? parts : Arrays.stream(parts).map(part -> part / sum).toArray();
    }
}
