package io.watchfloor.attack.mapping;

/**
 * The weights of a linear model, row by row, without those near zero.
 *
 * @param starts where the entries of a row begin; one more than there are rows
 * @param classes of each entry
 * @param weights of each entry, in steps
 * @param step of a weight
 */
record ClassWeights(int[] starts, short[] classes, byte[] weights, float step) {
    private static final int LARGEST = 127;

    /**
     * Keeps what is not near zero.
     *
     * @param dense a row after another, each with a weight for every class
     * @param least the smallest size that is kept
     */
    static ClassWeights of(float[] dense, int classCount, float least) {
        int rows = dense.length / classCount;
        int[] starts = new int[rows + 1];
        float largest = 0;
        for (int i = 0; i < dense.length; i++) {
            if (Math.abs(dense[i]) >= least) {
                starts[i / classCount + 1]++;
                largest = Math.max(largest, Math.abs(dense[i]));
            }
        }
        for (int row = 0; row < rows; row++) {
            starts[row + 1] += starts[row];
        }
        // The few largest are cut: finer steps serve all the others.
        float step = Math.max(least, Math.min(largest, least * LARGEST) / LARGEST);
        return fill(
                dense,
                classCount,
                least,
                new ClassWeights(starts, new short[starts[rows]], new byte[starts[rows]], step));
    }

    private static ClassWeights fill(float[] dense, int classCount, float least, ClassWeights into) {
        int next = 0;
        for (int i = 0; i < dense.length; i++) {
            if (Math.abs(dense[i]) >= least) {
                into.classes[next] = (short) (i % classCount);
                into.weights[next++] = (byte) Math.clamp(Math.round(dense[i] / into.step), -LARGEST, LARGEST);
            }
        }
        return into;
    }

    /** Adds what the rows of a vector say to the scores of the classes. */
    void addTo(float[] scores, FeatureVector vector) {
        for (int i = 0; i < vector.size(); i++) {
            int row = vector.rows()[i];
            float weight = vector.weights()[i] * step;
            for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
                scores[classes[entry]] += weight * weights[entry];
            }
        }
    }
}
