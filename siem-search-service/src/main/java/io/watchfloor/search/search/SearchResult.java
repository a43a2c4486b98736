package io.watchfloor.search.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.watchfloor.contracts.Event;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of found events.
 *
 * @param events newest first, order {@code @timestamp desc, event.id desc}
 * @param count events on this page
 * @param query as given
 * @param timeRange as given, or {@code from/to}
 * @param total events that match on all pages
 * @param nextCursor for the next page; absent on the last one
 * @param complete whether the whole time range was looked at
 */
public record SearchResult(
        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        List<Event> events,

        int count,
        String query,
        String timeRange,
        Total total,
        @Nullable String nextCursor,
        boolean complete) {
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
}
