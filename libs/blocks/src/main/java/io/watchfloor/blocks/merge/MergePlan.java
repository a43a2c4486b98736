package io.watchfloor.blocks.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which blocks of one tenant, source and dataset are put together. Blocks grow in steps, so an event is written again once a step; those of
 * one day of event time stay among themselves, so that a day can be dropped. What does not fill a block of the next step yet stays as it is.
 */
public final class MergePlan {
    /** Rows that a block of each step has at least. Near the present small blocks answer sooner, far from it large ones are smaller. */
    private static final int[] STEPS = {512, 2_048};

    private static final long DAY = 86_400_000;

    private MergePlan() {}

    /**
     * A block.
     *
     * @param minTime of its first event, milliseconds since 1970 UTC
     */
    public record Piece(long id, int rows, long minTime) {}

    /** Blocks smaller than this may still be merged. */
    public static int largestStep() {
        return STEPS[STEPS.length - 1];
    }

    /** Sets of two blocks or more, each to become one; no block is in two. */
    public static List<List<Piece>> of(List<Piece> pieces) {
        List<Piece> byTime = pieces.stream()
                .sorted(Comparator.comparingLong(Piece::minTime).thenComparingLong(Piece::id))
                .toList();
        List<List<Piece>> sets = new ArrayList<>();
        int smallest = 0;
        for (int step : STEPS) {
            collect(byTime, smallest, step, sets);
            smallest = step;
        }
        return sets;
    }

    /** Neighbours in time of {@code smallest} to below {@code step} rows, as many as fill a block of this step. */
    private static void collect(List<Piece> byTime, int smallest, int step, List<List<Piece>> sets) {
        List<Piece> set = new ArrayList<>();
        int rows = 0;
        for (Piece piece : byTime) {
            if (piece.rows() < smallest || piece.rows() >= step) {
                continue;
            }
            if (!set.isEmpty() && day(piece) != day(set.getFirst())) {
                set = new ArrayList<>();
                rows = 0;
            }
            set.add(piece);
            rows += piece.rows();
            if (rows >= step) {
                sets.add(List.copyOf(set));
                set = new ArrayList<>();
                rows = 0;
            }
        }
    }

    private static long day(Piece piece) {
        return Math.floorDiv(piece.minTime(), DAY);
    }
}
