package io.watchfloor.search.facet;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.event.SourceConfig;
import io.watchfloor.search.facet.FacetResult.Facet;
import io.watchfloor.search.facet.HistogramResult.Bucket;
import io.watchfloor.search.search.EventSelection;
import io.watchfloor.search.search.SearchConfig;
import io.watchfloor.search.store.Buckets;
import io.watchfloor.search.store.CountPlan;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoreQuery;
import io.watchfloor.search.store.TopValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Counts the events that a query finds. */
@ApplicationScoped
public class FacetService {
    private final EventStore store;
    private final SourceConfig sources;
    private final SearchConfig search;
    private final FacetConfig limits;
    private final Walks walks;
    private final Clock clock;

    // A request is checked, waits, and reads: each collaborator is one of those.
    FacetService(
            EventStore store, SourceConfig sources, SearchConfig search, FacetConfig limits, Walks walks, Clock clock) {
        this.store = store;
        this.sources = sources;
        this.search = search;
        this.limits = limits;
        this.walks = walks;
        this.clock = clock;
    }

    /** @param at where the request's fields were: {@code /} in a body, {@code ?} in parameters */
    Uni<HistogramResult> histogram(Caller caller, HistogramRequest request, String at) {
        FieldRights rights = FieldRights.of(caller);
        EventSelection selection = EventSelection.of(request, rights, at, sources.known(), clock.instant());
        Duration width = new FacetParameters(at, limits, rights).interval(request.interval(), selection.range());
        Buckets buckets = Buckets.of(selection.range(), width);
        return count(caller, selection, new CountPlan(buckets, List.of(), kept()))
                .map(run -> histogram(run, buckets, Interval.text(width)));
    }

    /** @param at where the request's fields were: {@code /} in a body, {@code ?} in parameters */
    Uni<FacetResult> facets(Caller caller, FacetRequest request, String at) {
        FieldRights rights = FieldRights.of(caller);
        EventSelection selection = EventSelection.of(request, rights, at, sources.known(), clock.instant());
        FacetParameters reader = new FacetParameters(at, limits, rights);
        List<String> fields = reader.fields(request.fields());
        int size = reader.size(request.size());
        return count(caller, selection, new CountPlan(null, fields, kept()))
                .map(run -> facets(run, List.copyOf(request.fields()), size));
    }

    private TopValues.Limits kept() {
        return new TopValues.Limits(limits.exactValues(), limits.valueBytes());
    }

    private Uni<CountRun> count(Caller caller, EventSelection selection, CountPlan plan) {
        return Uni.createFrom().deferred(() -> {
            StopSignal stop = new StopSignal(clock, clock.instant().plus(search.time()));
            StoreQuery query = selection.of(caller.tenant()).until(stop);
            return walks.to(caller.tenant(), stop, new CountRun(query, plan, clock), this::step);
        });
    }

    private Uni<CountRun> step(CountRun run) {
        return store.count(run.next(), run.plan()).map(run::take);
    }

    private static HistogramResult histogram(CountRun run, Buckets buckets, String interval) {
        long[] counts = run.tally().perBucket();
        List<Bucket> filled = IntStream.range(0, buckets.count())
                .mapToObj(i -> new Bucket(Instant.ofEpochMilli(buckets.start(i)), counts[i]))
                .toList();
        return new HistogramResult(filled, interval, run.total(), run.complete(), run.searchedBackTo(), run.reason());
    }

    private static FacetResult facets(CountRun run, List<String> names, int size) {
        List<Facet> facets = IntStream.range(0, names.size())
                .mapToObj(i -> facet(names.get(i), run.tally().values().get(i), size))
                .toList();
        return new FacetResult(facets, run.total(), run.complete(), run.searchedBackTo(), run.reason());
    }

    private static Facet facet(String name, TopValues counted, int size) {
        List<FacetResult.Value> values = counted.top(size).stream()
                .map(entry -> new FacetResult.Value(entry.value(), entry.count()))
                .toList();
        long listed = values.stream().mapToLong(FacetResult.Value::count).sum();
        return new Facet(name, values, counted.distinct(), Math.max(0, counted.sum() - listed), counted.error());
    }
}
