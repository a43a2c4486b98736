package io.watchfloor.search.search;

import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.Candidates.Item;
import io.watchfloor.search.store.StoreQuery;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The way of a search through time, chunk by chunk. Used by one thread at a time. */
sealed interface Walk permits NewestFirst, OldestFirst {
    /** What to ask the store for next, at most so many events. */
    StoreQuery next(int limit);

    /** Takes what the store gave and lets the evaluator decide. */
    Found take(Candidates chunk, Predicate<Item> matches);

    /** Whether all of the range has been looked at. */
    boolean exhausted();

    /** Behind which event the walk goes on; null at the beginning. */
    @Nullable
    UUID reached();

    /** The time up to which, or back to which, everything has been looked at. */
    Instant lookedTo();

    /**
     * What is known now.
     *
     * @param items in the order of the search, behind all that were given before; some that no page has room for may be left out
     * @param matched how many match
     */
    record Found(List<Item> items, long matched) {
        public Found {
            items = List.copyOf(items);
        }
    }
}
