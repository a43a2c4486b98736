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
import io.watchfloor.search.event.SourceConfig;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.StoreQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs searches. */
@ApplicationScoped
public class SearchService {
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
        SearchParameters parameters = SearchParameters.of(request, at, sources.known(), clock.instant());
        if (parameters.sequence() != null && !caller.hasRole(Roles.SERVICE)) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only services search by sequence");
        }
        Start start = start(caller.tenant(), parameters);
        SearchParameters search = parameters.within(start.range());
        StoreQuery query = new StoreQuery(
                caller.tenant(),
                search.query(),
                search.compiled(),
                search.range(),
                search.source(),
                search.sequence(),
                start.before(),
                1);
        return Multi.createBy()
                .repeating()
                .uni(() -> new SearchRun(search, query, start.matchedBefore(), limits, clock), this::step)
                .whilst(SearchRun::unfinished)
                .collect()
                .last()
                .map(run -> result(caller.tenant(), search, run));
    }

    /** Up to where everything ingested can be found. */
    public Uni<HighWater> highWater() {
        return store.highWater();
    }

    private Uni<SearchRun> step(SearchRun run) {
        return store.scan(run.next()).map(run::take);
    }

    private SearchResult result(TenantId tenant, SearchParameters search, SearchRun run) {
        UUID before = run.nextBefore();
        List<String> position = List.of(
                search.range().from().toString(),
                search.range().to().toString(),
                String.valueOf(before),
                Long.toString(run.matchedThroughPage()));
        return new SearchResult(
                run.page(),
                run.page().size(),
                search.text(),
                search.rangeText(),
                run.total(),
                before == null ? null : cursors.encode(tenant, search.scope(), position),
                run.complete());
    }

    private Start start(TenantId tenant, SearchParameters parameters) {
        String cursor = parameters.cursor();
        if (cursor == null) {
            return new Start(parameters.range(), null, 0);
        }
        List<String> position = cursors.decode(tenant, parameters.scope(), cursor);
        TimeRange range = new TimeRange(Instant.parse(position.get(0)), Instant.parse(position.get(1)));
        return new Start(range, UUID.fromString(position.get(2)), Long.parseLong(position.get(3)));
    }

    private record Start(TimeRange range, @Nullable UUID before, long matchedBefore) {}
}
