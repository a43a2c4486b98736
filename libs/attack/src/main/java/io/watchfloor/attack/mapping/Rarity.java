package io.watchfloor.attack.mapping;

import java.util.Arrays;
import java.util.List;

/**
 * How much a row says: the logarithm of how rare it is among the texts of the training, in sixteenths; 0 for rows that are
 * not there or in one text only. Gives features their weights, and the other rows numbers without gaps: the rows of a model.
 */
public final class Rarity {
    private static final float STEP = 1 / 16f;
    private static final int RAREST = 255;
    private static final int FEWEST = 2;

    private final byte[] sixteenths;
    private final int[] numbers = new int[Features.ROWS];
    private final int size;

    Rarity(byte[] sixteenths) {
        if (sixteenths.length != Features.ROWS) {
            throw new IllegalArgumentException("rarity of " + sixteenths.length + " rows");
        }
        this.sixteenths = sixteenths;
        int next = 0;
        for (int row = 0; row < sixteenths.length; row++) {
            numbers[row] = next;
            next += sixteenths[row] == 0 ? 0 : 1;
        }
        size = next;
    }

    /**
     * From counts.
     *
     * @param texts how many texts have a row, by row
     * @param all how many texts there are
     */
    public static Rarity of(int[] texts, int all) {
        byte[] sixteenths = new byte[Features.ROWS];
        for (int row = 0; row < Features.ROWS; row++) {
            if (texts[row] >= FEWEST) {
                double rarity = Math.log((all + 1.0) / texts[row]) / STEP;
                sixteenths[row] = (byte) Math.clamp(Math.round(rarity), 1, RAREST);
            }
        }
        return new Rarity(sixteenths);
    }

    /** The vector of features: each group alike, those of indicators somewhat less. */
    public FeatureVector vector(Features features) {
        List<int[]> groups = features.rows();
        int size = groups.stream().mapToInt(group -> group.length).sum();
        Filling filling = new Filling(size);
        for (int i = 0; i < groups.size(); i++) {
            filling.add(groups.get(i), Features.isOfIndicators(i) ? TechniqueModel.INDICATORS : 1);
        }
        return filling.vector();
    }

    /** How many rows say something. */
    public int size() {
        return size;
    }

    byte[] sixteenths() {
        return sixteenths.clone();
    }

    private float of(int row) {
        return (sixteenths[row] & 0xFF) * STEP;
    }

    private final class Filling {
        private final int[] rows;
        private final float[] weights;
        private int size;
        private float squares;

        Filling(int capacity) {
            rows = new int[capacity];
            weights = new float[capacity];
        }

        void add(int[] group, float share) {
            double length = 0;
            for (int row : group) {
                length += of(row) * of(row);
            }
            if (length == 0) {
                return;
            }
            float scale = (float) (share / Math.sqrt(length));
            for (int row : group) {
                if (of(row) > 0) {
                    rows[size] = numbers[row];
                    weights[size++] = of(row) * scale;
                }
            }
            squares += share * share;
        }

        FeatureVector vector() {
            float scale = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
            int[] filled = Arrays.copyOf(rows, size);
            float[] scaled = Arrays.copyOf(weights, size);
            for (int i = 0; i < size; i++) {
                scaled[i] *= scale;
            }
            return new FeatureVector(filled, scaled);
        }
    }
}
