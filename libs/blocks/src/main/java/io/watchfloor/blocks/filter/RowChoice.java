package io.watchfloor.blocks.filter;

import io.watchfloor.blocks.filter.Slice.Part;
import java.util.List;

/**
 * How many rows a group has. Rows are powers of two, so any filter can be doubled (its rows repeated: as many false positives as before)
 * or halved (the two halves joined: as if it had been made so). A group takes the fewest at which its blocks, on average, let through
 * few enough; one large block then does not double the group.
 */
final class RowChoice {

    /** Share of absent tokens that pass. */
    private static final double TOKENS_PASSING = 0.004;
    /** Share of absent grams that pass. */
    private static final double GRAMS_PASSING = 0.5;

    private RowChoice() {}

    /**
     * How full a filter is.
     *
     * @param fill share of the bits that are set, 0 to 1
     */
    record Load(int rows, double fill, int blocks) {

        double fillAt(int otherRows) {
            return otherRows >= rows ? fill : 1 - Math.pow(1 - fill, (double) rows / otherRows);
        }
    }

    /** The rows of a group of all these. */
    static int rows(Part part, List<Load> loads) {
        int rows = loads.stream().mapToInt(Load::rows).max().orElse(FilterShape.FEWEST_ROWS);
        while (rows > FilterShape.FEWEST_ROWS && isEnough(part, loads, rows / 2)) {
            rows /= 2;
        }
        return rows;
    }

    private static boolean isEnough(Part part, List<Load> loads, int rows) {
        double passing = 0;
        long blocks = 0;
        for (Load load : loads) {
            double fill = load.fillAt(rows);
            passing += load.blocks * (part == Part.TOKENS ? Math.pow(fill, FilterShape.HASHES) : fill);
            blocks += load.blocks;
        }
        return passing / blocks <= (part == Part.TOKENS ? TOKENS_PASSING : GRAMS_PASSING);
    }

    static double fill(byte[] bytes, int from, int to, long bits) {
        long set = 0;
        for (int i = from; i < to; i++) {
            set += Integer.bitCount(bytes[i] & 0xFF);
        }
        return (double) set / bits;
    }
}
