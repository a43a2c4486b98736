package io.watchfloor.attack.mapping;

/**
 * The weights of a linear model, row by row, without those near zero. Each is a byte: its sign and its size on a logarithmic
 * scale, so that few large ones and many small ones are all some two percent exact. Immutable.
 */
final class ClassWeights {
    private static final int SIZES = 127;
    private static final int NEGATIVE = 128;

    private final int[] starts;
    private final short[] classes;
    private final byte[] codes;
    private final float least;
    private final float largest;
    private final float[] weights = new float[2 * NEGATIVE];

    /**
     * @param starts where the entries of a row begin; one more than there are rows
     * @param classes of each entry
     * @param codes of their weights
     * @param least the smallest size that a weight has
     * @param largest the largest
     */
    ClassWeights(int[] starts, short[] classes, byte[] codes, float least, float largest) {
        this.starts = starts;
        this.classes = classes;
        this.codes = codes;
        this.least = least;
        this.largest = largest;
        for (int i = 0; i <= SIZES; i++) {
            weights[i] = (float) (least * Math.pow(largest / least, (double) i / SIZES));
            weights[NEGATIVE + i] = -weights[i];
        }
    }

    /**
     * Keeps what is not near zero.
     *
     * @param dense a row after another, each with a weight for every class
     * @param least the smallest size that is kept; above 0
     */
    static ClassWeights of(float[] dense, int classCount, float least) {
        int rows = dense.length / classCount;
        int[] starts = new int[rows + 1];
        float largest = Math.nextUp(least);
        for (int i = 0; i < dense.length; i++) {
            if (Math.abs(dense[i]) >= least) {
                starts[i / classCount + 1]++;
                largest = Math.max(largest, Math.abs(dense[i]));
            }
        }
        for (int row = 0; row < rows; row++) {
            starts[row + 1] += starts[row];
        }
        short[] classes = new short[starts[rows]];
        byte[] codes = new byte[classes.length];
        double scale = SIZES / Math.log(largest / least);
        int next = 0;
        for (int i = 0; i < dense.length; i++) {
            float size = Math.abs(dense[i]);
            if (size >= least) {
                classes[next] = (short) (i % classCount);
                long code = Math.clamp(Math.round(Math.log(size / least) * scale), 0, SIZES);
                codes[next++] = (byte) (dense[i] < 0 ? NEGATIVE + code : code);
            }
        }
        return new ClassWeights(starts, classes, codes, least, largest);
    }

    /** Adds what the rows of a vector say to the scores of the classes. */
    void addTo(float[] scores, FeatureVector vector) {
        for (int i = 0; i < vector.size(); i++) {
            int row = vector.rows()[i];
            float weight = vector.weights()[i];
            for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
                scores[classes[entry]] += weight * weights[codes[entry] & 0xFF];
            }
        }
    }

    int[] starts() {
        return starts;
    }

    short[] classes() {
        return classes;
    }

    byte[] codes() {
        return codes;
    }

    float least() {
        return least;
    }

    float largest() {
        return largest;
    }
}
