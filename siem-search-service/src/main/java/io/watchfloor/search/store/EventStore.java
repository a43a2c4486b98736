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

    /** One event of the tenant. */
    Uni<Optional<Event>> find(TenantId tenant, UUID id);

    /** Up to where everything is stored and can be found. */
    Uni<HighWater> highWater();
}
