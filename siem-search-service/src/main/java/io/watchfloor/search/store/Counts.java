package io.watchfloor.search.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a chunk of events.
 *
 * @param tally of those that match
 * @param looked events that the chunk spans, those left out included
 * @param oldest where the chunk ends; null when it spans none
 * @param more whether older ones may follow
 */
public record Counts(Tally tally, long looked, @Nullable UUID oldest, boolean more) {}
