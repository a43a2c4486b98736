package io.watchfloor.search.export;

import io.watchfloor.search.search.SearchFilter;
import io.watchfloor.search.search.SelectionRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which events to export, and how. */
@Schema(name = "ExportRequest")
public record ExportRequest(
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

        @Schema(
                description =
                        "Names of fields or aliases, 1 to 100. As ndjson all fields if absent, as csv those of an overview")
        @Nullable
        List<String> fields,

        @Schema(
                description = "ndjson or csv",
                defaultValue = "ndjson",
                enumeration = {"ndjson", "csv"})
        @Nullable
        String format)
        implements SelectionRequest {}
