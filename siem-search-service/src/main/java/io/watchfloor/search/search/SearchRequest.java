package io.watchfloor.search.search;

import java.util.List;
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

        @Schema(description = "What must hold as well as the query, all of it; at most 50") @Nullable
        List<SearchFilter> filters,

        @Schema(
                description =
                        "Only these fields of the events: names, aliases, or families such as winlog.*; event.id and"
                                + " @timestamp are always there; all if absent")
        @Nullable
        List<String> fields,

        @Schema(
                description = "@timestamp:desc, newest first, or @timestamp:asc, oldest first",
                defaultValue = "@timestamp:desc")
        @Nullable
        String sort,

        @Schema(description = "Whether to answer where the texts of the query are", defaultValue = "false") @Nullable
        Boolean highlight,

        @Schema(description = "1 to 1000", defaultValue = "100") @Nullable
        Integer maxResults,

        @Schema(description = "next_cursor of the previous page") @Nullable
        String cursor,

        @Schema(
                description =
                        "An id by which the search can be cancelled while it runs: letters, digits, - and _; one is made"
                                + " if absent, see the header Search-Id")
        @Nullable
        String searchId,

        @Schema(description = "Services only: events stored at or behind this high-water mark (partition to offset)")
        @Nullable
        Map<Integer, Long> sequenceAfter,

        @Schema(description = "Services only: events stored before this high-water mark (partition to offset)")
        @Nullable
        Map<Integer, Long> sequenceUpTo)
        implements SelectionRequest {
    /** The first page of a search of everything that the query finds in the range, newest first. */
    public static SearchRequest of(
            @Nullable String query, @Nullable String timeRange, @Nullable String source, @Nullable Integer maxResults) {
        return new SearchRequest(
                query, timeRange, null, null, source, null, null, null, null, maxResults, null, null, null, null);
    }

    /** The same between two instants, as written. */
    public SearchRequest between(@Nullable String after, @Nullable String upTo) {
        return new SearchRequest(
                query,
                timeRange,
                after,
                upTo,
                source,
                filters,
                fields,
                sort,
                highlight,
                maxResults,
                cursor,
                searchId,
                sequenceAfter,
                sequenceUpTo);
    }

    /** The same with filters, chosen fields and an order. */
    public SearchRequest shaped(
            @Nullable List<SearchFilter> with, @Nullable List<String> chosen, @Nullable String order) {
        return new SearchRequest(
                query,
                timeRange,
                from,
                to,
                source,
                with,
                chosen,
                order,
                highlight,
                maxResults,
                cursor,
                searchId,
                sequenceAfter,
                sequenceUpTo);
    }

    /** The same with other pages. */
    SearchRequest page(int size) {
        return new SearchRequest(
                query,
                timeRange,
                from,
                to,
                source,
                filters,
                fields,
                sort,
                highlight,
                size,
                null,
                null,
                sequenceAfter,
                sequenceUpTo);
    }
}
