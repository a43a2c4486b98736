package io.watchfloor.search.facet;

import io.watchfloor.search.search.SearchFilter;
import io.watchfloor.search.search.SelectionRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Of which fields to count the values. */
@Schema(name = "FacetRequest")
public record FacetRequest(
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

        @Schema(description = "Names of fields, or aliases that stand for one field; 1 to 10", required = true)
        @Nullable
        List<String> fields,

        @Schema(description = "Values of a field, 1 to 1000", defaultValue = "20") @Nullable
        Integer size)
        implements SelectionRequest {}
