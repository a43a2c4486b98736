package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.TenantId;
import java.util.Optional;
import java.util.UUID;

/**
 * Where events are kept. A store only prunes: it gives every event that may match, and the evaluator of the query
 * language decides. Every operation sees one tenant, but {@link #append} takes a batch of several.
 */
public interface EventStore {
    /** Stores the events that are not stored yet, exactly once, and the high-water mark with them. */
    Uni<Void> append(EventBatch batch);

    /**
     * Candidates newest first, at most the query's limit; fewer when they are large. The item is emitted on a worker
     * thread, ready for evaluation.
     */
    Uni<Candidates> scan(StoreQuery query);

    /**
     * What is stored now, and the first candidates of it as {@link #scan} gives them.
     *
     * @param query of no sequence
     * @param counted when there are as many candidates as the query's limit says, what is behind them may be counted at once: so many of the
     *     stored events, less those that were looked at
     */
    default Uni<Snapshot> begin(StoreQuery query, long counted) {
        return highWater()
                .chain(upTo -> scan(query.of(SequenceRange.upTo(upTo))).map(chunk -> new Snapshot(upTo, chunk, null)));
    }

    /**
     * Counts the events that match, newest first, about as many of the stored ones as the query's limit says. The item is emitted on a
     * worker thread.
     */
    default Uni<Counts> count(StoreQuery query, CountPlan plan) {
        return scan(query.before(query.before(), Math.min(query.limit(), ScannedCounts.LARGEST_CHUNK)))
                .map(candidates -> ScannedCounts.of(candidates, query, plan));
    }

    /**
     * Which fields the events of the query's times and source have, whatever else the query asks for; newest first, in chunks. The item is
     * emitted on a worker thread.
     *
     * @param prefix of the names
     */
    default Uni<FoundFields> fields(StoreQuery query, String prefix) {
        return scan(query.before(query.before(), ScannedCounts.LARGEST_CHUNK))
                .map(candidates -> FoundFields.of(candidates, prefix));
    }

    /** One event of the tenant. */
    default Uni<Optional<Event>> find(TenantId tenant, UUID id) {
        return find(tenant, id, StopSignal.NEVER);
    }

    /** The same, until nobody waits for it any more. */
    Uni<Optional<Event>> find(TenantId tenant, UUID id, StopSignal stop);

    /** Up to where everything is stored and can be found. */
    Uni<HighWater> highWater();
}
