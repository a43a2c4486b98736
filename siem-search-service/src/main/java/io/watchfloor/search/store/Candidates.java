package io.watchfloor.search.store;

import io.watchfloor.contracts.Event;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of events that may match.
 *
 * @param items newest first
 * @param looked events that the chunk spans, those left out included
 * @param oldest where the chunk ends; null when it spans none
 * @param more whether older ones may follow
 */
public record Candidates(
        List<Item> items, int looked, @Nullable UUID oldest, boolean more) {
    public Candidates {
        items = List.copyOf(items);
    }

    /** An event and the bytes it takes as JSON. */
    public record Item(Event event, int bytes) {}
}
