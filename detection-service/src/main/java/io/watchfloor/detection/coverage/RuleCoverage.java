package io.watchfloor.detection.coverage;

import io.watchfloor.detection.coverage.CoverageView.Hole;
import io.watchfloor.detection.coverage.CoverageView.Reason;
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

    List<Hole> holes() {
        List<Hole> holes = new ArrayList<>();
        OffsetRanges missing = missing();
        add(holes, missing.and(ahead), Reason.NOT_YET_EVALUATED);
        OffsetRanges lost = toFill();
        add(holes, lost.and(inactive), Reason.DISABLED);
        add(holes, lost.minus(inactive), Reason.NOT_RECORDED);
        holes.sort(Comparator.comparingInt(Hole::partition).thenComparingLong(Hole::fromOffset));
        return holes;
    }

    private static void add(List<Hole> holes, OffsetRanges ranges, Reason reason) {
        ranges.places().forEach(place -> holes.add(Hole.of(place, reason)));
    }
}
