package io.watchfloor.search.facet;

import io.watchfloor.search.search.SearchResult.Total;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events over time.
 *
 * @param buckets oldest first, empty ones too; the first and the last reach beyond the range, of which alone events are counted
 * @param interval the width of each
 * @param total events of all buckets
 * @param complete whether the whole time range was looked at
 * @param searchedBackTo when not: everything behind this instant was
 * @param reason when not: what ended it
 */
public record HistogramResult(
        List<Bucket> buckets,
        String interval,
        Total total,
        boolean complete,
        @Nullable Instant searchedBackTo,
        @Nullable String reason) {
    public HistogramResult {
        buckets = List.copyOf(buckets);
    }

    /**
     * Events from one time on.
     *
     * @param time the first instant of the bucket
     */
    public record Bucket(Instant time, long count) {}
}
