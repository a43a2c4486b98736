package io.watchfloor.search.store;

import io.watchfloor.contracts.Event;
import java.util.List;

/**
 * A chunk of events that may match.
 *
 * @param items newest first
 * @param more whether older ones may follow
 */
public record Candidates(List<Item> items, boolean more) {
    public Candidates {
        items = List.copyOf(items);
    }

    /** An event and the bytes it takes as JSON. */
    public record Item(Event event, int bytes) {}
}
