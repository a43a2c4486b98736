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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One correlation, step by step: the given events are fetched, then what is related to them is read in chunks, then those of the
 * related events that were not kept on the way are fetched. Used by one thread at a time.
 */
final class CorrelationRun implements Walk {
    private static final int CHUNK = 2_000;
    /** Events kept as they come by; most correlations look at fewer, and so need none to be fetched. */
    private static final int MOST_KEPT = 5_000;

    private final TenantId tenant;
    private final StopSignal stop;
    private final StopSignal reading;
    private final Correlator correlator;
    private final Map<UUID, Event> kept = new HashMap<>();
    private final Deque<UUID> wanted = new ArrayDeque<>();
    private final Set<UUID> absent = new HashSet<>();
    private boolean begun;
    private @Nullable TimeRange range;
    private @Nullable StoreQuery query;
    private @Nullable UUID last;
    private @Nullable Correlation outcome;
    private boolean allRead;
    private boolean stopped;

    /**
     * @param stop ends it all
     * @param reading ends the reading before, so that there is time to fetch what was found
     */
    CorrelationRun(TenantId tenant, StopSignal stop, StopSignal reading, Correlator correlator) {
        this.tenant = tenant;
        this.stop = stop;
        this.reading = reading;
        this.correlator = correlator;
    }

    /** Wants the given events first. */
    CorrelationRun given(List<UUID> ids) {
        wanted.addAll(ids);
        if (ids.isEmpty()) {
            begin();
        }
        return this;
    }

    TenantId tenant() {
        return tenant;
    }

    StopSignal signal() {
        return stop;
    }

    /** The event to fetch next; null when it is time to read. */
    @Nullable
    UUID wanted() {
        return wanted.peekFirst();
    }

    /** Takes over the event that was wanted. */
    CorrelationRun found(Optional<Event> event) {
        UUID id = wanted.removeFirst();
        event.ifPresentOrElse(this::keep, () -> absent.add(id));
        if (!begun) {
            event.ifPresent(
                    one -> correlator.give(id, EventTime.of(id).toEpochMilli(), sink -> sink.event(one.fields())));
            if (wanted.isEmpty()) {
                begin();
            }
        }
        return this;
    }

    private void begin() {
        begun = true;
        correlator.begin();
        go();
    }

    /** Reads on, or ends reading. */
    private void go() {
        range = correlator.stretch();
        if (range == null || reading.isStopped()) {
            endReading();
        }
    }

    private void endReading() {
        allRead = range == null;
        range = null;
        Correlation found = correlator.end();
        found.related().stream()
                .map(related -> related.event().id())
                .filter(id -> !kept.containsKey(id))
                .forEach(wanted::add);
        outcome = found;
    }

    StoreQuery next() {
        Query asked = correlator.query();
        StoreQuery before = query;
        if (before == null || before.query() != asked || !before.range().equals(range)) {
            if (range == null) {
                throw new IllegalStateException("there is no more to read");
            }
            before = new StoreQuery(tenant, asked, CompiledQuery.of(asked), range, null, null, null, CHUNK)
                    .until(reading);
            query = before;
        }
        return before.before(last, CHUNK);
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
        go();
        return this;
    }

    @Override
    public boolean unfinished() {
        return (range != null || !wanted.isEmpty()) && !stopped && !stop.isStopped();
    }

    /** When only the time for reading is over, what was found is fetched. */
    @Override
    public void stop() {
        if (range != null && !stop.isStopped()) {
            endReading();
        } else {
            stopped = true;
        }
    }

    /** The raw input stays out: it would be most of an answer, and the fields tell all. */
    private void keep(Event event) {
        kept.put(UUID.fromString(event.id()), event.without(Event.ORIGINAL));
    }

    /** @param room characters of events in an answer */
    CorrelateAnswer answer(long room) {
        if (!begun) {
            begin();
        }
        Correlation found = outcome;
        if (found == null) {
            endReading();
            found = Objects.requireNonNull(outcome);
        }
        boolean complete = allRead && wanted.isEmpty();
        return new CorrelateAnswer(found, Map.copyOf(kept), Set.copyOf(absent), complete, room);
    }
}
