package io.watchfloor.search.validate;

import io.watchfloor.search.search.SearchFilter;
import io.watchfloor.search.search.SelectionRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A search that is to be explained. */
@Schema(name = "ValidateRequest")
public record ValidateRequest(
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
        List<SearchFilter> filters)
        implements SelectionRequest {}
