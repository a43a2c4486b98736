package io.watchfloor.search.search;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.event.SourceConfig;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.SequenceRange;
import io.watchfloor.search.store.StoreQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs searches. */
@ApplicationScoped
public class SearchService {
    private static final HighWater BEGINNING = new HighWater(Map.of());

    private final EventStore store;
    private final CursorCodec cursors;
    private final SourceConfig sources;
    private final SearchConfig limits;
    private final Clock clock;

    SearchService(EventStore store, CursorCodec cursors, SourceConfig sources, SearchConfig limits, Clock clock) {
        this.store = store;
        this.cursors = cursors;
        this.sources = sources;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The page of the search that the request asks for.
     *
     * @param at where the request's fields were: {@code /} in a body, {@code ?} in parameters
     */
    public Uni<SearchResult> search(Caller caller, SearchRequest request, String at) {
        SearchParameters search = SearchParameters.of(request, at, sources.known(), clock.instant());
        if (search.sequence() != null && !caller.hasRole(Roles.SERVICE)) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only services search by sequence");
        }
        return start(caller.tenant(), search)
                .chain(start -> run(caller.tenant(), search, start))
                .map(run -> result(caller.tenant(), search, run));
    }

    /** Up to where everything ingested can be found. */
    public Uni<HighWater> highWater() {
        return store.highWater();
    }

    private Uni<SearchStart> start(TenantId tenant, SearchParameters search) {
        String cursor = search.cursor();
        if (cursor != null) {
            SearchStart start = SearchStart.of(cursors.decode(tenant, search.scope(), cursor));
            return Uni.createFrom().item(start.requireYoung(limits.snapshotAge(), clock.instant()));
        }
        Instant now = clock.instant();
        return stored(search.sequence())
                .map(stored -> new SearchStart(search.selection().range(), null, 0, stored, now));
    }

    /** What a search without marks sees is what is stored when it begins: then its pages fit together. */
    private Uni<SequenceRange> stored(@Nullable SequenceRange asked) {
        return asked == null
                ? store.highWater().map(upTo -> new SequenceRange(BEGINNING, upTo))
                : Uni.createFrom().item(asked);
    }

    private Uni<SearchRun> run(TenantId tenant, SearchParameters search, SearchStart start) {
        StoreQuery query = search.selection().within(start.range()).of(tenant).of(start.stored());
        return Multi.createBy()
                .repeating()
                .uni(() -> new SearchRun(search, start, query, limits, clock), this::step)
                .whilst(SearchRun::unfinished)
                .collect()
                .last();
    }

    private Uni<SearchRun> step(SearchRun run) {
        return store.scan(run.next()).map(run::take);
    }

    private SearchResult result(TenantId tenant, SearchParameters search, SearchRun run) {
        SearchStart next = run.nextPage();
        boolean newestFirst = search.sort() == SearchSort.NEWEST_FIRST;
        List<FoundEvent> events = run.page().stream()
                .map(Candidates.Item::event)
                .map(search.shown()::of)
                .toList();
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
                run.complete() || newestFirst ? null : run.lookedTo());
    }
}
