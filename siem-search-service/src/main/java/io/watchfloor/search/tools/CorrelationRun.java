package io.watchfloor.search.tools;

import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.correlate.Correlation;
import io.watchfloor.search.correlate.Correlator;
import io.watchfloor.search.facet.Walk;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.EventTime;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoreQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads for one correlation, chunk by chunk. Used by one thread at a time. */
final class CorrelationRun implements Walk {
    private static final int CHUNK = 2_000;
    /** Events kept as they come by; most correlations look at fewer, and so need none to be fetched. */
    private static final int MOST_KEPT = 5_000;

    private final TenantId tenant;
    private final StopSignal stop;
    private final Correlator correlator;
    private final Map<UUID, Event> kept = new HashMap<>();
    private @Nullable TimeRange range;
    private @Nullable StoreQuery query;
    private @Nullable UUID last;
    private boolean stopped;

    CorrelationRun(TenantId tenant, StopSignal stop, Correlator correlator) {
        this.tenant = tenant;
        this.stop = stop;
        this.correlator = correlator;
    }

    /** Takes over the given events. */
    CorrelationRun begin(List<Event> given) {
        for (Event event : given) {
            UUID id = UUID.fromString(event.id());
            keep(event);
            correlator.give(id, EventTime.of(id).toEpochMilli(), sink -> sink.event(event.fields()));
        }
        correlator.begin();
        range = correlator.stretch();
        return this;
    }

    StoreQuery next() {
        Query wanted = correlator.query();
        StoreQuery asked = query;
        if (asked == null || asked.query() != wanted || !asked.range().equals(range)) {
            if (range == null) {
                throw new IllegalStateException("there is no more to read");
            }
            asked = new StoreQuery(tenant, wanted, CompiledQuery.of(wanted), range, null, null, null, CHUNK)
                    .until(stop);
            query = asked;
        }
        return asked.before(last, CHUNK);
    }

    CorrelationRun take(Candidates candidates) {
        for (Candidates.Item item : candidates.items()) {
            if (correlator.stretch() == null) {
                break;
            }
            if (kept.size() < MOST_KEPT) {
                keep(item.event());
            }
            correlator.take(item.id(), EventTime.of(item.id()).toEpochMilli(), item::tell);
        }
        last = candidates.oldest() == null ? last : candidates.oldest();
        if (!candidates.more()) {
            correlator.passed();
            last = null;
        }
        range = correlator.stretch();
        return this;
    }

    @Override
    public boolean unfinished() {
        return range != null && !stopped && !stop.isStopped();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    boolean isComplete() {
        return range == null;
    }

    /** Events that came by; not all of them. */
    Map<UUID, Event> kept() {
        return Map.copyOf(kept);
    }

    /** The raw input stays out: it would be most of an answer, and the fields tell all. */
    void keep(Event event) {
        kept.put(UUID.fromString(event.id()), event.without(Event.ORIGINAL));
    }

    Correlation end() {
        return correlator.end();
    }
}
