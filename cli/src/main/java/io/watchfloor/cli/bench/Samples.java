package io.watchfloor.cli.bench;

import java.util.Arrays;
import java.util.List;

/** Measured values; percentiles by nearest rank. */
public record Samples(double[] sorted) {

    /** Of at least one value. */
    public static Samples of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /** @param percent 0-100 */
    public double percentile(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    public double median() {
        return percentile(50);
    }
}
