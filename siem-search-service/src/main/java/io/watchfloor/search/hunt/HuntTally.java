package io.watchfloor.search.hunt;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.hunt.HuntRunRepository.Found;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.SequenceRange;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoreQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts what a hunt finds among the events that were stored between two marks, whenever they happened. */
@ApplicationScoped
class HuntTally {
    private static final int CHUNK = 1_000;
    /** For a step, which its caller cancels long before. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final TimeRange EVER = new TimeRange(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    private final EventStore store;
    private final Clock clock;

    HuntTally(EventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What it does in the store ends when it is cancelled. */
    Uni<Found> count(Hunt hunt, SequenceRange stored) {
        CompiledQuery compiled = HuntQuery.compiled(hunt.spec(), clock.instant());
        // Of those saved before this was refused.
        FieldRights.OF_USERS.require(compiled.fields(), "/query");
        StopSignal stop = new StopSignal(clock, clock.instant().plus(LONGEST));
        StoreQuery query = new StoreQuery(
                hunt.tenant(),
                HuntQuery.of(hunt.spec()),
                compiled,
                EVER,
                hunt.spec().source(),
                stored,
                null,
                CHUNK,
                stop);
        return Multi.createBy()
                .repeating()
                .uni(() -> new Count(query), this::next)
                .whilst(Count::unfinished)
                .collect()
                .last()
                .map(Count::found)
                .onCancellation()
                .invoke(stop::cancel);
    }

    private Uni<Count> next(Count count) {
        return store.scan(count.query).map(count::take);
    }

    /** The count so far. Used by one thread at a time. */
    private static final class Count {
        private final List<String> sample = new ArrayList<>();
        private StoreQuery query;
        private long matches;
        private boolean more;

        Count(StoreQuery first) {
            this.query = first;
        }

        Count take(Candidates candidates) {
            for (Candidates.Item item : candidates.items()) {
                if (query.compiled().matches(Document.of(item.event().fields()))) {
                    match(item.event().id());
                }
            }
            more = candidates.more() && candidates.oldest() != null;
            query = query.before(candidates.oldest(), CHUNK);
            return this;
        }

        private void match(String eventId) {
            matches++;
            if (sample.size() < HuntRun.MAX_SAMPLE) {
                sample.add(eventId);
            }
        }

        boolean unfinished() {
            return more;
        }

        Found found() {
            return new Found(matches, true, sample);
        }
    }
}
