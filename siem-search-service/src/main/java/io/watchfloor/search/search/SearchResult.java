package io.watchfloor.search.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.watchfloor.search.highlight.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of found events.
 *
 * @param events by time and, of the same time, by id; newest first unless asked otherwise
 * @param count events on this page
 * @param query as given
 * @param timeRange as given, or {@code from/to}
 * @param total events that match on all pages
 * @param nextCursor for the next page of what was stored when the first one was asked for; absent on the last one
 * @param complete whether the whole time range was looked at
 * @param reason why not; absent when complete
 * @param searchedBackTo events of this time and later were looked at; absent when complete or oldest first
 * @param searchedUpTo events up to this time were looked at; absent when complete or newest first
 * @param highlights by event.id and field, where the texts of the query are; absent unless asked for
 */
public record SearchResult(
        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        List<FoundEvent> events,

        int count,
        String query,
        String timeRange,
        Total total,
        @Nullable String nextCursor,
        boolean complete,
        @Nullable Reason reason,
        @Nullable Instant searchedBackTo,
        @Nullable Instant searchedUpTo,

        @Schema(
                description = "By event.id and field, where the texts of the query are",
                type = SchemaType.OBJECT,
                additionalProperties = Object.class)
        @Nullable
        Map<String, Map<String, List<Span>>> highlights) {
    public SearchResult {
        events = List.copyOf(events);
    }

    /** A number of events, exact or a lower bound. */
    public record Total(long value, Relation relation) {}

    /** How a total is meant. */
    public enum Relation {
        @JsonProperty("eq")
        EXACT,
        @JsonProperty("gte")
        AT_LEAST;

        public static Relation of(boolean exact) {
            return exact ? EXACT : AT_LEAST;
        }
    }

    /** Why not everything was looked at. */
    public enum Reason {
        /** The time for a search was over. */
        @JsonProperty("time")
        TIME,
        /** The page has as many bytes as a page may have. */
        @JsonProperty("bytes")
        BYTES,
        /** The page is full, and counting on would have taken too long. */
        @JsonProperty("count")
        COUNT,
        /** So many events were looked at as one search may. */
        @JsonProperty("candidates")
        CANDIDATES,
        /** The search was cancelled. */
        @JsonProperty("cancelled")
        CANCELLED
    }
}
