package io.watchfloor.search.facet;

import io.watchfloor.search.search.SearchResult.Relation;
import io.watchfloor.search.search.SearchResult.Total;
import io.watchfloor.search.store.CountPlan;
import io.watchfloor.search.store.Counts;
import io.watchfloor.search.store.EventTime;
import io.watchfloor.search.store.StoreQuery;
import io.watchfloor.search.store.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts while it goes back through time, chunk by chunk. Used by one thread at a time. */
final class CountRun implements Walk {
    /** Events of a chunk: more while chunks are quick, so that time is looked at often enough. */
    private static final int SMALLEST = 4_096;

    private static final int LARGEST = 262_144;
    private static final Duration QUICK = Duration.ofMillis(100);
    private static final Duration SLOW = Duration.ofMillis(400);

    private final StoreQuery query;
    private final CountPlan plan;
    private final Tally tally;
    private final Clock clock;
    private int limit = SMALLEST * 4;
    private Instant asked;
    private @Nullable UUID last;
    private boolean exhausted;
    private boolean stopped;

    CountRun(StoreQuery query, CountPlan plan, Clock clock) {
        this.query = query;
        this.plan = plan;
        this.tally = new Tally(plan);
        this.clock = clock;
        this.asked = clock.instant();
        this.last = query.before();
    }

    /** What to ask the store for next. */
    StoreQuery next() {
        asked = clock.instant();
        return query.before(last, limit);
    }

    CountPlan plan() {
        return plan;
    }

    CountRun take(Counts counts) {
        tally.add(counts.tally());
        last = counts.oldest() == null ? last : counts.oldest();
        exhausted = !counts.more();
        Duration took = Duration.between(asked, clock.instant());
        if (took.compareTo(QUICK) < 0) {
            limit = Math.min(LARGEST, limit * 2);
        } else if (took.compareTo(SLOW) > 0) {
            limit = Math.max(SMALLEST, limit / 2);
        }
        return this;
    }

    @Override
    public boolean unfinished() {
        return !exhausted && !stopped && !query.stop().isStopped();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    Tally tally() {
        return tally;
    }

    Total total() {
        return new Total(tally.matched(), Relation.of(exhausted));
    }

    boolean complete() {
        return exhausted;
    }

    /** Everything behind this instant was looked at; null when everything was. */
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
        return exhausted ? null : "time";
    }
}
