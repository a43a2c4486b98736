package io.watchfloor.search.store;

import org.jspecify.annotations.Nullable;

/**
 * What a search begins with.
 *
 * @param upTo what was stored
 * @param candidates the first chunk of it
 * @param behind what matches behind that chunk, as far as it was counted; null when it was not
 */
public record Snapshot(
        HighWater upTo, Candidates candidates, @Nullable Counts behind) {}
