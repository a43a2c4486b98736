package io.watchfloor.search.facet;

import io.watchfloor.search.store.EventTime;
import io.watchfloor.search.store.FieldUses;
import io.watchfloor.search.store.FoundFields;
import io.watchfloor.search.store.StoreQuery;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers the fields of events, going back through time. Used by one thread at a time. */
final class FieldRun implements Walk {
    private final StoreQuery query;
    private final FieldUses uses = new FieldUses();
    private @Nullable UUID last;
    private boolean exhausted;
    private boolean stopped;

    FieldRun(StoreQuery query) {
        this.query = query;
    }

    StoreQuery next() {
        return query.before(last, 1);
    }

    FieldRun take(FoundFields found) {
        uses.add(found.uses());
        last = found.oldest() == null ? last : found.oldest();
        exhausted = !found.more();
        return this;
    }

    @Override
    public boolean unfinished() {
        return !exhausted && !stopped && !uses.isFull() && !query.stop().isStopped();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    FieldUses uses() {
        return uses;
    }

    boolean exhausted() {
        return exhausted;
    }

    @Nullable
    Instant searchedBackTo() {
        if (exhausted) {
            return null;
        }
        return last == null ? query.range().to() : EventTime.of(last);
    }

    /** What ended it before all was looked at. */
    @Nullable
    String reason() {
        if (uses.isFull()) {
            return "count";
        }
        return exhausted ? null : "time";
    }
}
