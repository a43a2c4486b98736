package io.watchfloor.search.hunt;

import io.watchfloor.search.search.FoundEvent;
import io.watchfloor.search.search.SearchResult;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a run by hand found, and the hunt's counters after it.
 *
 * @param lastMatchCount equals the total
 * @param runCount runs of the hunt that came to an end
 * @param events the first page, newest first
 * @param count events on this page
 * @param query the hunt's query with its severity and host; a search with it, source and time_range has the further pages
 * @param nextCursor for the next page of that search; absent on the last one
 * @param complete whether the whole time range was looked at
 */
@Schema(name = "HuntRunResult")
public record HuntRunResult(
        UUID runId,
        HuntId huntId,
        @Nullable Instant lastRunAt,
        @Nullable Long lastMatchCount,
        SearchResult.@Nullable Relation lastMatchRelation,
        long runCount,

        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        List<FoundEvent> events,

        int count,
        String query,
        @Nullable String source,
        String timeRange,
        SearchResult.Total total,
        @Nullable String nextCursor,
        boolean complete) {
    public HuntRunResult {
        events = List.copyOf(events);
    }

    static HuntRunResult of(UUID run, Hunt hunt, Hunt.Telemetry after, SearchResult found) {
        return new HuntRunResult(
                run,
                hunt.id(),
                after.lastRunAt(),
                after.lastMatchCount(),
                after.lastMatchRelation(),
                after.runCount(),
                found.events(),
                found.count(),
                found.query(),
                hunt.spec().source(),
                found.timeRange(),
                found.total(),
                found.nextCursor(),
                found.complete());
    }
}
