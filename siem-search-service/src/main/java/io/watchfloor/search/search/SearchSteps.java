package io.watchfloor.search.search;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.event.SourceConfig;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.EventTime;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoppedException;
import io.watchfloor.search.store.StoreQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches that go on for longer than a request, step by step: each begins where the one before ended, over the same snapshot. */
@ApplicationScoped
public class SearchSteps {
    private final EventStore store;
    private final SearchPlaces places;
    private final SourceConfig sources;
    private final SearchConfig limits;
    private final Clock clock;

    SearchSteps(EventStore store, SearchPlaces places, SourceConfig sources, SearchConfig limits, Clock clock) {
        this.store = store;
        this.places = places;
        this.sources = sources;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Where a search is.
     *
     * @param range event times that it looks at
     * @param values to be kept
     */
    public record Position(TimeRange range, List<String> values) {
        public Position {
            values = List.copyOf(values);
        }
    }

    /**
     * What a step found.
     *
     * @param events in the order of the search, behind those of the steps before
     * @param bytes of them as JSON
     * @param matched events that match, those of the steps before included
     * @param next where to go on; null when all was looked at
     * @param lookedTo the time up to which, or back to which, everything was looked at
     */
    public record Step(
            List<FoundEvent> events,
            long bytes,
            long matched,
            @Nullable Position next,
            Instant lookedTo) {
        public Step {
            events = List.copyOf(events);
        }
    }

    /** What one step may take: events to find, and time. */
    public record Most(int events, Duration time) {}

    /** Checks a request and takes the snapshot. Its page size and cursor are not used. */
    public Uni<Position> begin(Caller caller, SearchRequest request, String at) {
        Instant now = clock.instant();
        SearchParameters search = SearchParameters.of(request, FieldRights.of(caller), at, sources.known(), now);
        return store.highWater()
                .map(upTo -> SearchStart.first(search.selection().range(), upTo, now))
                .map(start -> new Position(start.range(), start.values()));
    }

    /**
     * Looks on from a position at one of the places for long searches; fails with 429 when there is none in time. The events have all fields
     * that the request names: whoever is shown them is shown what they may see ({@link FieldRights}).
     *
     * @param signal ends the waiting as well
     * @param most for this step, once it has its place
     */
    public Uni<Step> next(TenantId tenant, SearchRequest request, Position from, StopSignal signal, Most most) {
        SearchStart start = SearchStart.of(from.values());
        // What the caller may ask was checked at the beginning; what now means in the query stays what it was.
        SearchParameters search = SearchParameters.of(
                request.page(most.events()), FieldRights.OF_SERVICES, "/", sources.known(), start.taken());
        return places.atLong(tenant, signal, () -> steps(run(tenant, search, start, signal.within(most.time()))))
                .map(run -> step(search, start, run));
    }

    private SearchRun run(TenantId tenant, SearchParameters search, SearchStart start, StopSignal stop) {
        StoreQuery query = search.selection()
                .within(start.range())
                .of(tenant)
                .of(start.stored())
                .until(stop);
        return new SearchRun(search, start, query, limits).withoutCounting();
    }

    private Uni<SearchRun> steps(SearchRun run) {
        return Multi.createBy()
                .repeating()
                .uni(() -> run, this::chunk)
                .whilst(SearchRun::unfinished)
                .collect()
                .last();
    }

    private Uni<SearchRun> chunk(SearchRun run) {
        return store.scan(run.next())
                .map(run::take)
                .onFailure(StoppedException.class)
                .recoverWithItem(run::stopped);
    }

    private static Step step(SearchParameters search, SearchStart start, SearchRun run) {
        SearchStart next = run.goOn();
        List<Candidates.Item> page = run.page();
        Instant lookedTo = next == null || next.behind() == null ? run.lookedTo() : EventTime.of(next.behind());
        return new Step(
                page.stream().map(search.shown()::of).toList(),
                page.stream().mapToLong(Candidates.Item::bytes).sum(),
                start.matchedBefore() + page.size(),
                next == null ? null : new Position(next.range(), next.values()),
                lookedTo);
    }
}
