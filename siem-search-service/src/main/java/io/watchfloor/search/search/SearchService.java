package io.watchfloor.search.search;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.event.SourceConfig;
import io.watchfloor.search.highlight.Highlighter;
import io.watchfloor.search.highlight.Span;
import io.watchfloor.search.store.CountPlan;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoppedException;
import io.watchfloor.search.store.StoreQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs searches. */
@ApplicationScoped
public class SearchService {
    private static final HighWater NOTHING = new HighWater(Map.of());

    private final EventStore store;
    private final CursorCodec cursors;
    private final SourceConfig sources;
    private final SearchConfig limits;
    private final SearchPlaces places;
    private final RunningSearches running;
    private final Clock clock;

    // A search is checked, waits, can be cancelled, reads and has pages: each collaborator is one of those.
    SearchService(
            EventStore store,
            CursorCodec cursors,
            SourceConfig sources,
            SearchConfig limits,
            SearchPlaces places,
            RunningSearches running,
            Clock clock) {
        this.store = store;
        this.cursors = cursors;
        this.sources = sources;
        this.limits = limits;
        this.places = places;
        this.running = running;
        this.clock = clock;
    }

    /**
     * The page of the search that the request asks for. What it does in the store ends when nobody waits for it any more.
     *
     * @param at where the request's fields were: {@code /} in a body, {@code ?} in parameters
     */
    public Uni<SearchResult> search(Caller caller, SearchRequest request, String at) {
        SearchParameters search = checked(caller, request, at);
        return Uni.createFrom().deferred(() -> search(caller.tenant(), search, new StopSignal(clock, deadline())));
    }

    /** The same under an id by which it can be cancelled. */
    Uni<SearchResult> search(Caller caller, SearchRequest request, String at, String id) {
        SearchParameters search = checked(caller, request, at);
        StopSignal stop = new StopSignal(clock, deadline());
        running.begin(caller, id, stop);
        return Uni.createFrom()
                .deferred(() -> search(caller.tenant(), search, stop))
                .onTermination()
                .invoke(() -> running.end(caller, id));
    }

    private SearchParameters checked(Caller caller, SearchRequest request, String at) {
        SearchParameters search =
                SearchParameters.of(request, FieldRights.of(caller), at, sources.known(), clock.instant());
        if (search.sequence() != null && !caller.hasRole(Roles.SERVICE)) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only services search by sequence");
        }
        return search;
    }

    private Instant deadline() {
        return clock.instant().plus(limits.time());
    }

    private Uni<SearchResult> search(TenantId tenant, SearchParameters search, StopSignal stop) {
        SearchStart cursor = cursor(tenant, search);
        return places.at(tenant, stop, () -> begin(tenant, search, cursor, stop))
                .chain(run -> goOn(tenant, stop, run))
                .map(run -> result(tenant, search, run))
                .onCancellation()
                .invoke(stop::cancel);
    }

    /** Up to where everything ingested can be found. */
    public Uni<HighWater> highWater() {
        return store.highWater();
    }

    private @Nullable SearchStart cursor(TenantId tenant, SearchParameters search) {
        String cursor = search.cursor();
        return cursor == null
                ? null
                : SearchStart.of(cursors.decode(tenant, search.scope(), cursor))
                        .requireYoung(limits.snapshotAge(), clock.instant());
    }

    private Uni<SearchRun> begin(
            TenantId tenant, SearchParameters search, @Nullable SearchStart cursor, StopSignal stop) {
        Instant longAfter = clock.instant().plus(limits.longAfter());
        return first(tenant, search, cursor, stop).chain(run -> goOn(run, longAfter));
    }

    private Uni<SearchRun> first(
            TenantId tenant, SearchParameters search, @Nullable SearchStart cursor, StopSignal stop) {
        if (cursor != null) {
            return Uni.createFrom().item(run(tenant, search, cursor, stop));
        }
        Instant now = clock.instant();
        TimeRange range = search.selection().range();
        if (search.sequence() != null) {
            SearchStart marked = new SearchStart(range, null, 0, search.sequence(), now);
            return Uni.createFrom().item(run(tenant, search, marked, stop));
        }
        // What a search without marks sees is what is stored when it begins: then its pages fit together.
        return search.sort() == SearchSort.NEWEST_FIRST
                ? newest(tenant, search, now, stop)
                : store.highWater().map(upTo -> run(tenant, search, SearchStart.first(range, upTo, now), stop));
    }

    /** The marks together with the first chunk. */
    private Uni<SearchRun> newest(TenantId tenant, SearchParameters search, Instant now, StopSignal stop) {
        TimeRange range = search.selection().range();
        SearchRun unmarked = run(tenant, search, SearchStart.first(range, NOTHING, now), stop);
        return store.begin(unmarked.next().of(null), unmarked.counted())
                .map(begun -> run(tenant, search, SearchStart.first(range, begun.upTo(), now), stop)
                        .take(begun.candidates())
                        .takeBehind(begun.behind()))
                .onFailure(StoppedException.class)
                .recoverWithItem(unmarked::stopped);
    }

    private SearchRun run(TenantId tenant, SearchParameters search, SearchStart start, StopSignal stop) {
        EventSelection selection = search.selection().within(start.range());
        StoreQuery query = selection.of(tenant).of(start.stored()).until(stop);
        return new SearchRun(search, start, query, limits);
    }

    private Uni<SearchRun> goOn(SearchRun run, Instant longAfter) {
        Predicate<SearchRun> goesOn = any -> run.unfinished() && clock.instant().isBefore(longAfter);
        return goesOn.test(run) ? steps(run, goesOn) : Uni.createFrom().item(run);
    }

    /** What takes long goes on beside a few others of its kind; who finds no place there has what is found so far. */
    private Uni<SearchRun> goOn(TenantId tenant, StopSignal stop, SearchRun run) {
        return run.unfinished()
                ? places.atLong(tenant, stop, () -> steps(run, SearchRun::unfinished))
                        .onFailure(ProblemException.class)
                        .recoverWithItem(run::stopped)
                : Uni.createFrom().item(run);
    }

    private Uni<SearchRun> steps(SearchRun run, Predicate<SearchRun> goesOn) {
        return Multi.createBy()
                .repeating()
                .uni(() -> run, this::step)
                .whilst(goesOn)
                .collect()
                .last();
    }

    private Uni<SearchRun> step(SearchRun run) {
        Uni<SearchRun> further = run.onlyCounts()
                ? store.count(run.nextToCount(), CountPlan.MATCHES).map(run::take)
                : store.scan(run.next()).map(run::take);
        return further.onFailure(StoppedException.class).recoverWithItem(run::stopped);
    }

    private SearchResult result(TenantId tenant, SearchParameters search, SearchRun run) {
        SearchStart next = run.nextPage();
        boolean newestFirst = search.sort() == SearchSort.NEWEST_FIRST;
        List<FoundEvent> events = run.page().stream().map(search.shown()::of).toList();
        return new SearchResult(
                events,
                events.size(),
                search.selection().text(),
                search.selection().rangeText(),
                run.total(),
                next == null ? null : cursors.encode(tenant, search.scope(), next.values()),
                run.complete(),
                run.reason(),
                run.complete() || !newestFirst ? null : run.lookedTo(),
                run.complete() || newestFirst ? null : run.lookedTo(),
                search.highlight() ? highlights(search, events, run) : null);
    }

    /** Of as many events as there is time for. */
    private Map<String, Map<String, List<Span>>> highlights(
            SearchParameters search, List<FoundEvent> events, SearchRun run) {
        Highlighter highlighter = Highlighter.of(search.selection().query(), run.began());
        Map<String, Map<String, List<Span>>> found = new LinkedHashMap<>();
        for (FoundEvent event : events) {
            Map<String, List<Span>> spans = run.isOver() ? Map.of() : highlighter.of(event.fields());
            if (!spans.isEmpty()) {
                found.put(event.id(), spans);
            }
        }
        return found;
    }
}
