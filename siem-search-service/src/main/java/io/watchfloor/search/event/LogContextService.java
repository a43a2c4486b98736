package io.watchfloor.search.event;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoppedException;
import io.watchfloor.search.store.StoreQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Looks around an event: what else happened on its host. */
@ApplicationScoped
class LogContextService {
    private static final String HOST = "host.name";
    /** Stretches behind the event grow by this, so that few are looked at and none is much longer than needed. */
    private static final int GROWTH = 8;

    private static final Duration FIRST = Duration.ofSeconds(1);

    private final EventStore store;
    private final ContextConfig limits;
    private final Clock clock;

    LogContextService(EventStore store, ContextConfig limits, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    /** How many events on either side may be asked for. */
    int most() {
        return limits.maxEvents();
    }

    Uni<LogContext> around(TenantId tenant, Event event, int before, int after) {
        String host = event.text(HOST);
        if (host == null || host.isEmpty()) {
            return Uni.createFrom().item(new LogContext(null, List.of(), event, List.of(), true));
        }
        Around around = new Around(
                tenant, event, host, new StopSignal(clock, clock.instant().plus(limits.time())));
        return before(around, before)
                .chain(older -> after(around.from(), around, new Newer(List.of(), after, true))
                        .map(newer -> new LogContext(
                                host, older.events(), event, newer.events(), older.isComplete() && newer.complete())))
                .onCancellation()
                .invoke(around.stop()::cancel);
    }

    private record Around(TenantId tenant, Event event, String host, StopSignal stop) {
        /** Of the events of the same time some may be newer, as their ids say. */
        Instant from() {
            return event.timestamp().minusMillis(1);
        }

        StoreQuery within(Instant from, Instant to) {
            Query query = new Query.Phrase(HOST, host);
            Instant low = from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from;
            TimeRange range = new TimeRange(low, to.isAfter(low) ? to : low.plusMillis(1));
            return new StoreQuery(tenant, query, CompiledQuery.of(query), range, null, null, null, 1).until(stop);
        }
    }

    private Uni<Nearby> before(Around around, int wanted) {
        Instant time = around.event().timestamp();
        UUID id = UUID.fromString(around.event().id());
        StoreQuery query = around.within(time.minus(limits.reach()), time).before(id, 1);
        return look(new Nearby(query, wanted, null));
    }

    private Uni<Nearby> look(Nearby nearby) {
        return Multi.createBy()
                .repeating()
                .uni(() -> nearby, this::step)
                .whilst(Nearby::unfinished)
                .collect()
                .last();
    }

    private Uni<Nearby> step(Nearby nearby) {
        return store.scan(nearby.next())
                .map(nearby::take)
                .onFailure(StoppedException.class)
                .recoverWithItem(nearby::stopped);
    }

    /**
     * What is found so far behind the event.
     *
     * @param wanted how many more
     */
    private record Newer(List<Event> events, int wanted, boolean complete) {
        Newer with(Nearby stretch) {
            List<Event> all = new ArrayList<>(events);
            all.addAll(stretch.events());
            return new Newer(all, wanted + events.size() - all.size(), stretch.isComplete());
        }
    }

    private Uni<Newer> after(Instant from, Around around, Newer found) {
        Instant time = around.event().timestamp();
        Instant end = time.plus(limits.reach());
        if (found.wanted() == 0 || !found.complete() || !from.isBefore(end)) {
            return Uni.createFrom().item(found);
        }
        Duration reached = Duration.between(time, from);
        Instant grown = time.plus(reached.compareTo(FIRST) < 0 ? FIRST : reached.multipliedBy(GROWTH));
        Instant to = grown.isBefore(end) ? grown : end;
        Nearby stretch = new Nearby(
                around.within(from, to), found.wanted(), around.event().id());
        return look(stretch).chain(looked -> after(to, around, found.with(looked)));
    }
}
