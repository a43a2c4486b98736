package io.watchfloor.search.facet;

import io.watchfloor.search.search.SelectionRequest;
import org.jspecify.annotations.Nullable;

/** In which events to look for fields or values. */
record FieldRequest(
        @Nullable String timeRange,
        @Nullable String from,
        @Nullable String to,
        @Nullable String source) implements SelectionRequest {
    @Override
    public String query() {
        return "*";
    }
}
