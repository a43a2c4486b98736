package io.watchfloor.search.facet;

import io.watchfloor.search.facet.FacetResult.Value;
import java.util.List;

/**
 * What a text that was begun may become.
 *
 * @param suggestions names of fields or values of one, those of most events first
 * @param error 0 when the counts of values are exact; else they are at most so much too high
 * @param complete whether all events of the time range had their say
 */
public record Suggestions(List<Value> suggestions, long error, boolean complete) {
    public Suggestions {
        suggestions = List.copyOf(suggestions);
    }
}
