package io.watchfloor.search.tools;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.search.correlate.Correlator;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.facet.Walks;
import io.watchfloor.search.search.SearchConfig;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.StopSignal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Finds the events that belong to some given ones. */
@ApplicationScoped
public class CorrelateService {
    /** Of {@link #ALL} parts of the time, those for reading; the rest is for fetching what was found. */
    private static final int READING = 3;

    private static final int ALL = 4;

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
            StopSignal stop = new StopSignal(clock, clock.instant().plus(limits.time()));
            Correlator correlator = new Correlator(parameters.fields(), parameters.limits());
            StopSignal reading = stop.within(limits.time().multipliedBy(READING).dividedBy(ALL));
            CorrelationRun run =
                    new CorrelationRun(caller.tenant(), stop, reading, correlator).given(ids(parameters.eventIds()));
            Uni<CorrelationRun> done = run.unfinished()
                    ? walks.to(caller.tenant(), stop, run, this::step)
                    : Uni.createFrom().item(run);
            return done.map(ended -> ended.answer(limits.pageBytes()).result(parameters.eventIds(), rights));
        });
    }

    private static List<UUID> ids(List<String> given) {
        return given.stream()
                .flatMap(id -> EventIdText.of(id).stream())
                .distinct()
                .toList();
    }

    private Uni<CorrelationRun> step(CorrelationRun run) {
        UUID wanted = run.wanted();
        return wanted == null
                ? store.scan(run.next()).map(run::take)
                : store.find(run.tenant(), wanted, run.signal()).map(run::found);
    }
}
