package io.watchfloor.search.export;

import io.watchfloor.search.search.SelectionRequest;
import org.jspecify.annotations.Nullable;

/** Which events to follow: those from now on, whatever range a search would have. */
record TailRequest(@Nullable String query, @Nullable String source) implements SelectionRequest {
    @Override
    public @Nullable String timeRange() {
        return null;
    }

    @Override
    public @Nullable String from() {
        return null;
    }

    @Override
    public @Nullable String to() {
        return null;
    }
}
