package io.watchfloor.search.facet;

import io.watchfloor.search.store.EventTime;
import io.watchfloor.search.store.FieldUses;
import io.watchfloor.search.store.FoundFields;
import io.watchfloor.search.store.StoreQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers the fields of events, going back through time. Used by one thread at a time. */
final class FieldRun {
    private final StoreQuery query;
    private final Clock clock;
    private final Instant deadline;
    private final FieldUses uses = new FieldUses();
    private @Nullable UUID last;
    private boolean exhausted;

    FieldRun(StoreQuery query, Duration time, Clock clock) {
        this.query = query;
        this.clock = clock;
        this.deadline = clock.instant().plus(time);
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

    boolean unfinished() {
        return !exhausted && !uses.isFull() && clock.instant().isBefore(deadline);
    }

    FieldUses uses() {
        return uses;
    }

    boolean exhausted() {
        return exhausted;
    }

    @Nullable
    Instant searchedBackTo() {
        return exhausted || last == null ? null : EventTime.of(last);
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
