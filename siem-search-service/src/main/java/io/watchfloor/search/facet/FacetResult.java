package io.watchfloor.search.facet;

import io.watchfloor.search.search.SearchResult.Total;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which values fields have in the events that match.
 *
 * @param facets in the order of the fields of the request
 * @param total events that match
 * @param complete whether the whole time range was looked at
 * @param searchedBackTo when not: everything behind this instant was
 * @param reason when not: what ended it
 */
public record FacetResult(
        List<Facet> facets,
        Total total,
        boolean complete,
        @Nullable Instant searchedBackTo,
        @Nullable String reason) {
    public FacetResult {
        facets = List.copyOf(facets);
    }

    /**
     * The values of one field.
     *
     * @param field as the request names it
     * @param values most frequent first, as frequent ones in the order of their texts
     * @param distinct how many values there are; at least so many when the error is not 0
     * @param other how often events have a value that is not listed; at least so often when the error is not 0
     * @param error 0 when all is exact; else counts are at most so much too high, and a value that is not listed may have so many events
     */
    public record Facet(String field, List<Value> values, int distinct, long other, long error) {
        public Facet {
            values = List.copyOf(values);
        }
    }

    /**
     * A value and how many events have it: of a list each element counts, once an event.
     *
     * @param value a text, number or truth value
     */
    public record Value(
            @Schema(description = "A text, number or truth value")
            Object value,

            long count) {}
}
