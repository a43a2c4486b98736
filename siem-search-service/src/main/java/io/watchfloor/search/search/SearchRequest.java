package io.watchfloor.search.search;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A search as a caller sends it; {@link SearchParameters} reads it. */
@Schema(name = "SearchRequest")
public record SearchRequest(
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

        @Schema(description = "1 to 1000", defaultValue = "100") @Nullable
        Integer maxResults,

        @Schema(description = "next_cursor of the previous page") @Nullable
        String cursor,

        @Schema(description = "Services only: events stored at or behind this high-water mark (partition to offset)")
        @Nullable
        Map<Integer, Long> sequenceAfter,

        @Schema(description = "Services only: events stored before this high-water mark (partition to offset)")
        @Nullable
        Map<Integer, Long> sequenceUpTo) {}
