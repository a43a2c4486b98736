package io.watchfloor.search.job;

import io.watchfloor.search.search.SearchFilter;
import io.watchfloor.search.search.SearchRequest;
import io.watchfloor.search.search.SelectionRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A search that is to go on without its caller. */
@Schema(name = "SearchJobRequest")
public record JobRequest(
        @Schema(description = "Lucene query syntax; * finds everything", required = true) @Nullable
        String query,

        @Schema(description = "Event time up to now: 15m, 1h, 24h, 7d; not together with from", defaultValue = "15m")
        @Nullable
        String timeRange,

        @Schema(description = "Event time after this instant, RFC 3339") @Nullable
        String from,

        @Schema(description = "Event time up to and with this instant, RFC 3339; now if absent") @Nullable
        String to,

        @Schema(description = "Only events of this source") @Nullable
        String source,

        @Schema(description = "What must hold as well as the query, all of it; at most 50") @Nullable
        List<SearchFilter> filters,

        @Schema(description = "Only these fields of the events; all if absent") @Nullable
        List<String> fields,

        @Schema(
                description = "@timestamp:desc, newest first, or @timestamp:asc, oldest first",
                defaultValue = "@timestamp:desc")
        @Nullable
        String sort)
        implements SelectionRequest {
    SearchRequest search() {
        return SearchRequest.of(query, timeRange, source, null)
                .between(from, to)
                .shaped(filters, fields, sort);
    }

    /** As given, or {@code from/to}. */
    String range() {
        String given = timeRange == null ? "15m" : timeRange;
        return from == null ? given : from + "/" + (to == null ? "now" : to);
    }
}
