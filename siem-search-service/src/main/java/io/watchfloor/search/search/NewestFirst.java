package io.watchfloor.search.search;

import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.Candidates.Item;
import io.watchfloor.search.store.EventTime;
import io.watchfloor.search.store.StoreQuery;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Back through time, as stores go. */
final class NewestFirst implements Walk {
    private final StoreQuery query;
    private @Nullable UUID last;
    private boolean exhausted;

    NewestFirst(StoreQuery query) {
        this.query = query;
        this.last = query.before();
    }

    @Override
    public StoreQuery next(int limit) {
        return query.before(last, limit);
    }

    @Override
    public Found take(Candidates chunk, Predicate<Item> matches) {
        // First: when it is stopped meanwhile, none of the chunk was looked at.
        List<Item> found = chunk.items().stream().filter(matches).toList();
        passed(chunk.oldest(), chunk.more());
        return new Found(found, found.size());
    }

    /** The store has looked on as far as this. */
    void passed(@Nullable UUID oldest, boolean more) {
        last = oldest == null ? last : oldest;
        exhausted = !more;
    }

    @Override
    public boolean exhausted() {
        return exhausted;
    }

    @Override
    public @Nullable UUID reached() {
        return last;
    }

    @Override
    public Instant lookedTo() {
        return last == null ? query.range().to() : EventTime.of(last);
    }
}
