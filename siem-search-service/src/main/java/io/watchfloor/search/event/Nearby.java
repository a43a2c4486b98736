package io.watchfloor.search.event;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.Document;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.StoreQuery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The newest events of a stretch of time, or the oldest ones behind some event; a store gives newest first. Used by one thread at a time. */
final class Nearby {
    private static final int CHUNK = 200;

    private final StoreQuery query;
    private final int wanted;
    private final @Nullable String behind;
    /** Newest first. */
    private final Deque<Event> found = new ArrayDeque<>();

    private @Nullable UUID last;
    private boolean exhausted;
    private boolean stopped;

    /** @param behind the id of an event: only the oldest ones behind it; null for the newest */
    Nearby(StoreQuery query, int wanted, @Nullable String behind) {
        this.query = query;
        this.wanted = wanted;
        this.behind = behind;
        this.last = query.before();
    }

    StoreQuery next() {
        return query.before(last, CHUNK);
    }

    Nearby take(Candidates candidates) {
        for (Candidates.Item item : candidates.items()) {
            if (query.compiled().matches(Document.of(item.event().fields()))) {
                add(item.event());
            }
        }
        last = candidates.oldest() == null ? last : candidates.oldest();
        exhausted = !candidates.more();
        return this;
    }

    /** The time is over. */
    Nearby stopped() {
        stopped = true;
        return this;
    }

    private void add(Event event) {
        boolean isIn = behind == null ? found.size() < wanted : event.id().compareTo(behind) > 0;
        if (isIn) {
            found.addLast(event);
        }
        if (found.size() > wanted) {
            found.pollFirst();
        }
    }

    boolean unfinished() {
        return !isComplete() && !stopped && !query.stop().isStopped();
    }

    /** Whether no event of the stretch is missing among those wanted. */
    boolean isComplete() {
        return exhausted || (behind == null && found.size() >= wanted);
    }

    /** Oldest first. */
    List<Event> events() {
        return List.copyOf(found).reversed();
    }
}
