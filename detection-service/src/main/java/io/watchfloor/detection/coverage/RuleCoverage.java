package io.watchfloor.detection.coverage;

import io.watchfloor.detection.coverage.CoverageView.Reason;
import io.watchfloor.detection.coverage.OffsetRanges.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a rule's present logic was asked about and what not.
 *
 * @param whole everything since the logic was made
 * @param evaluated what it was asked about
 * @param inactive what passed while the rule was disabled
 * @param ahead what the stream or the schedule will still come to
 */
record RuleCoverage(OffsetRanges whole, OffsetRanges evaluated, OffsetRanges inactive, OffsetRanges ahead) {
    OffsetRanges missing() {
        return whole.minus(evaluated);
    }

    /** What only a back-fill closes. */
    OffsetRanges toFill() {
        return missing().minus(ahead);
    }

    double percent() {
        long all = whole.size();
        return all == 0 ? 100 : Math.floor(1_000.0 * (all - missing().size()) / all) / 10;
    }

    /** A range that it was not asked about, and why. */
    record Missing(Placed place, Reason reason) {}

    /** In order of partition and offset. */
    List<Missing> holes() {
        List<Missing> holes = new ArrayList<>();
        OffsetRanges missing = missing();
        add(holes, missing.and(ahead), Reason.NOT_YET_EVALUATED);
        OffsetRanges lost = toFill();
        add(holes, lost.and(inactive), Reason.DISABLED);
        add(holes, lost.minus(inactive), Reason.NOT_RECORDED);
        holes.sort(Comparator.comparingInt((Missing hole) -> hole.place().partition())
                .thenComparingLong(hole -> hole.place().range().from()));
        return holes;
    }

    private static void add(List<Missing> holes, OffsetRanges ranges, Reason reason) {
        ranges.places().forEach(place -> holes.add(new Missing(place, reason)));
    }
}
