package io.watchfloor.search.tools;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.correlate.Correlation;
import io.watchfloor.search.correlate.Correlator;
import io.watchfloor.search.correlate.RelatedEvent;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.facet.Walks;
import io.watchfloor.search.search.SearchConfig;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.StopSignal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the events that belong to some given ones. */
@ApplicationScoped
public class CorrelateService {
    private final EventStore store;
    private final SearchConfig limits;
    private final Walks walks;
    private final Clock clock;

    CorrelateService(EventStore store, SearchConfig limits, Walks walks, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.walks = walks;
        this.clock = clock;
    }

    /** The answer to a request; a bad one is refused with 400. */
    public Uni<CorrelateResult> correlate(Caller caller, CorrelateRequest request) {
        FieldRights rights = FieldRights.of(caller);
        CorrelateParameters parameters = CorrelateParameters.of(request, rights);
        return Uni.createFrom().deferred(() -> {
            TenantId tenant = caller.tenant();
            StopSignal stop = new StopSignal(clock, clock.instant().plus(limits.time()));
            Correlator correlator = new Correlator(parameters.fields(), parameters.limits());
            CorrelationRun run = new CorrelationRun(tenant, stop, correlator);
            return given(tenant, parameters.eventIds())
                    .map(run::begin)
                    .chain(begun -> begun.unfinished() ? walks.to(tenant, stop, begun, this::step) : done(begun))
                    .chain(read -> answer(tenant, read))
                    .map(answer -> answer.result(parameters.eventIds(), rights));
        });
    }

    private static Uni<CorrelationRun> done(CorrelationRun run) {
        return Uni.createFrom().item(run);
    }

    private Uni<CorrelationRun> step(CorrelationRun run) {
        return store.scan(run.next()).map(run::take);
    }

    private Uni<List<Event>> given(TenantId tenant, List<String> ids) {
        List<UUID> possible =
                ids.stream().flatMap(id -> EventIdText.of(id).stream()).toList();
        return fetch(tenant, possible);
    }

    /** The events that are there, one after the other. */
    private Uni<List<Event>> fetch(TenantId tenant, List<UUID> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> store.find(tenant, id))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    private Uni<CorrelateAnswer> answer(TenantId tenant, CorrelationRun run) {
        Correlation correlation = run.end();
        List<UUID> missing = correlation.related().stream()
                .map(RelatedEvent::event)
                .map(event -> event.id())
                .filter(id -> !run.kept().containsKey(id))
                .toList();
        return fetch(tenant, missing).map(events -> {
            events.forEach(run::keep);
            return new CorrelateAnswer(correlation, run.kept(), run.isComplete(), limits.pageBytes());
        });
    }
}
