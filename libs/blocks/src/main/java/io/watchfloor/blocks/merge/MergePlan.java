package io.watchfloor.blocks.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which blocks of one tenant, source and dataset are put together. Blocks grow in steps, so an event is written again once a step; those of
 * one day of event time stay among themselves, so that a day can be dropped. What does not fill a block of the next step yet stays as it is
 * until the day is over.
 */
public final class MergePlan {
    /** Rows that a block of each step has at least. Near the present small blocks answer sooner, far from it large ones are smaller. */
    private static final int[] STEPS = {64, 512, 2_048};
    /** Blocks of a day that is over are put together when there are so many, however few their events. */
    private static final int MANY = 4;

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

    /**
     * Sets of two blocks or more, each to become one; no block is in two.
     *
     * @param closed no more than a few events before this time are still to come, milliseconds since 1970 UTC
     */
    public static List<List<Piece>> of(List<Piece> pieces, long closed) {
        List<Piece> byTime = pieces.stream()
                .sorted(Comparator.comparingLong(Piece::minTime).thenComparingLong(Piece::id))
                .toList();
        List<List<Piece>> sets = new ArrayList<>();
        int smallest = 0;
        for (int step : STEPS) {
            List<Piece> unused = collect(byTime, smallest, step, sets);
            smallest = step;
        }
        collectRest(byTime, closed, sets);
        return sets;
    }

    private static void collectRest(List<Piece> byTime, long closed, List<List<Piece>> sets) {
        Set<Piece> taken = sets.stream().flatMap(List::stream).collect(Collectors.toSet());
        Map<Long, List<Piece>> days = byTime.stream()
                .filter(piece -> piece.minTime() < closed && piece.rows() < largestStep() && !taken.contains(piece))
                .collect(Collectors.groupingBy(MergePlan::day, TreeMap::new, Collectors.toList()));
        for (List<Piece> rest : days.values()) {
            int rows = rest.stream().mapToInt(Piece::rows).sum();
            if (rest.size() >= MANY || rest.size() > 1 && rows >= largestStep()) {
                List<Piece> last = collect(rest, 0, largestStep(), sets);
                if (last.size() > 1) {
                    sets.add(last);
                }
            }
        }
    }

    /** Neighbours in time of {@code smallest} to below {@code step} rows, as many as fill a block of this step; gives the last that do not. */
    private static List<Piece> collect(List<Piece> byTime, int smallest, int step, List<List<Piece>> sets) {
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
        return set;
    }

    private static long day(Piece piece) {
        return Math.floorDiv(piece.minTime(), DAY);
    }
}
