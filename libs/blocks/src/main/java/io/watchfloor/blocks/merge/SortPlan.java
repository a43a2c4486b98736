package io.watchfloor.blocks.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What becomes of blocks that hold events of several sources and datasets of one tenant and day. Once there are enough of them their events
 * are sorted out: a dataset with many gets blocks of its own, the others stay together, one level higher, until there are enough of those.
 * When the day is over all that is left is sorted out once more.
 *
 * @param rows that are sorted out together: they are held in memory
 * @param ownBlock so many events of one dataset make a block of their own
 * @param ownBlockAtLast so many when the day is over
 * @param worthSorting fewer rows of a day that is over wait for others, or for as many blocks
 */
public record SortPlan(int rows, int ownBlock, int ownBlockAtLast, int worthSorting) {
    /** 12,288 rows together, blocks of 512 events and 256 at last. */
    public static final SortPlan USUAL = new SortPlan(12_288, 512, 256, 2_048);

    /** The level of what stays together for good. */
    public static final int LAST_LEVEL = 9;

    private static final int HIGHEST = 3;
    /** Bytes that are sorted out together. */
    private static final long BYTES = 8 << 20;
    /** Blocks below so many rows are put together when there are {@link #MANY}. */
    private static final int[] SMALL = {64, 512};

    private static final int MANY = 16;
    private static final int MANY_AT_LAST = 8;
    private static final long DAY = 86_400_000;
    /** Events of a day come later than its end at times. */
    private static final long LATE = 3_600_000;

    /**
     * A block.
     *
     * @param level how often its events were sorted out
     * @param minTime of its first event, milliseconds since 1970 UTC
     */
    public record Piece(long id, int rows, long bytes, int level, long minTime) {}

    /**
     * Blocks that are taken together.
     *
     * @param ownBlock so many events of one dataset make a block of their own
     * @param level of what stays together
     */
    public record Step(List<Piece> pieces, int ownBlock, int level) {}

    /** The end of the last day that is over when events of time {@code newest} come, milliseconds since 1970 UTC, not included. */
    public static long closed(long newest) {
        return Math.floorDiv(newest - LATE, DAY) * DAY;
    }

    /**
     * What to do now; no block is in two steps.
     *
     * @param newest time of the newest event of the tenant, milliseconds since 1970 UTC
     */
    public List<Step> of(List<Piece> pieces, long newest) {
        Map<Long, List<Piece>> days = pieces.stream()
                .sorted(Comparator.comparingLong(Piece::minTime).thenComparingLong(Piece::id))
                .collect(Collectors.groupingBy(
                        piece -> Math.floorDiv(piece.minTime(), DAY), TreeMap::new, Collectors.toList()));
        List<Step> steps = new ArrayList<>();
        days.forEach((day, of) -> steps.addAll((day + 1) * DAY <= closed(newest) ? ofClosed(of) : ofOpen(of)));
        return steps;
    }

    private List<Step> ofClosed(List<Piece> pieces) {
        List<Piece> unsorted = chosen(pieces, piece -> piece.level() < LAST_LEVEL);
        List<Piece> sorted = chosen(pieces, piece -> piece.level() == LAST_LEVEL && piece.rows() < worthSorting);
        List<Step> steps = new ArrayList<>();
        if (unsorted.size() >= MANY_AT_LAST || rows(unsorted) >= worthSorting) {
            addAll(steps, unsorted, ownBlockAtLast, LAST_LEVEL);
        }
        if (sorted.size() >= MANY_AT_LAST) {
            addAll(steps, sorted, ownBlockAtLast, LAST_LEVEL);
        }
        return steps;
    }

    private List<Step> ofOpen(List<Piece> pieces) {
        List<Step> steps = new ArrayList<>();
        List<Piece> left = new ArrayList<>();
        for (int level = 0; level <= HIGHEST; level++) {
            int at = level;
            List<Piece> set = new ArrayList<>();
            for (Piece piece : chosen(pieces, piece -> piece.level() == at)) {
                set.add(piece);
                if (isEnough(set)) {
                    steps.add(new Step(List.copyOf(set), ownBlock, level + 1));
                    set.clear();
                }
            }
            left.addAll(level == 0 ? set : List.of());
        }
        addSmall(steps, left);
        return steps;
    }

    private void addSmall(List<Step> steps, List<Piece> pieces) {
        int smallest = 0;
        for (int largest : SMALL) {
            int least = smallest;
            List<Piece> small = chosen(pieces, piece -> piece.rows() >= least && piece.rows() < largest);
            for (int from = 0; from + MANY <= small.size(); from += MANY) {
                steps.add(new Step(List.copyOf(small.subList(from, from + MANY)), ownBlock, 0));
            }
            smallest = largest;
        }
    }

    private void addAll(List<Step> steps, List<Piece> pieces, int ownBlock, int level) {
        List<Piece> set = new ArrayList<>();
        for (Piece piece : pieces) {
            set.add(piece);
            if (isEnough(set)) {
                steps.add(new Step(List.copyOf(set), ownBlock, level));
                set.clear();
            }
        }
        if (!set.isEmpty()) {
            steps.add(new Step(List.copyOf(set), ownBlock, level));
        }
    }

    private static List<Piece> chosen(List<Piece> pieces, Predicate<Piece> which) {
        return pieces.stream().filter(which).toList();
    }

    private boolean isEnough(List<Piece> pieces) {
        return rows(pieces) >= rows || pieces.stream().mapToLong(Piece::bytes).sum() >= BYTES;
    }

    private static int rows(List<Piece> pieces) {
        return pieces.stream().mapToInt(Piece::rows).sum();
    }
}
