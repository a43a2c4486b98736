package io.watchfloor.search.store;

import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Evidence;
import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a store is asked for.
 *
 * @param query a store may leave out what does not match it, and nothing else
 * @param compiled the query, with its times
 * @param source only events of this source; null for all
 * @param sequence only events stored between two marks; null for all
 * @param before only events older than this one, by id; null for the newest
 * @param limit events, at least 1
 * @param stop says when to stop reading
 */
public record StoreQuery(
        TenantId tenant,
        Query query,
        CompiledQuery compiled,
        TimeRange range,
        @Nullable String source,
        @Nullable SequenceRange sequence,
        @Nullable UUID before,
        int limit,
        StopSignal stop) {
    /** One that is not stopped. */
    public StoreQuery(
            TenantId tenant,
            Query query,
            CompiledQuery compiled,
            TimeRange range,
            @Nullable String source,
            @Nullable SequenceRange sequence,
            @Nullable UUID before,
            int limit) {
        this(tenant, query, compiled, range, source, sequence, before, limit, StopSignal.NEVER);
    }

    /** What every event that matches shows; ranges of time show nothing, whatever "now" is. */
    Evidence evidence() {
        return Evidence.of(RowTest.and(query, source), range.to());
    }

    /** The same query over other times. */
    public StoreQuery within(TimeRange other) {
        return new StoreQuery(tenant, query, compiled, other, source, sequence, before, limit, stop);
    }

    /** The same query of events that were stored between two marks. */
    public StoreQuery of(@Nullable SequenceRange stored) {
        return new StoreQuery(tenant, query, compiled, range, source, stored, before, limit, stop);
    }

    /** The same query, to be stopped; evaluating it is as well, with {@link StoppedException}. */
    public StoreQuery until(StopSignal other) {
        return new StoreQuery(
                tenant, query, compiled.checking(other::check), range, source, sequence, before, limit, other);
    }

    /** The same query further back in time. */
    public StoreQuery before(@Nullable UUID id, int newLimit) {
        return new StoreQuery(tenant, query, compiled, range, source, sequence, id, newLimit, stop);
    }
}
