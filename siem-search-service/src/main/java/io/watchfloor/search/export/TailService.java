package io.watchfloor.search.export;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.event.SourceConfig;
import io.watchfloor.search.search.EventSelection;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoppedException;
import io.watchfloor.search.store.StoreQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Follows what is stored. A tail asks the store from mark to mark as fast as its client takes events, so that a slow client costs no memory:
 * it gets the last events of a longer stretch, behind a mark that counts the others.
 */
@ApplicationScoped
public class TailService {
    private final EventStore store;
    private final SourceConfig sources;
    private final TailConfig limits;
    private final Clock clock;
    private final Streams streams;

    TailService(EventStore store, SourceConfig sources, TailConfig limits, Clock clock, MeterRegistry metrics) {
        this.store = store;
        this.sources = sources;
        this.limits = limits;
        this.clock = clock;
        this.streams = new Streams(limits.perTenant(), limits.concurrent());
        Gauge.builder("watchfloor.tails.open", streams, Streams::count).register(metrics);
    }

    /**
     * Follows from a mark on, or from now on when it is null.
     *
     * @param until when the caller's credential expires
     */
    Multi<TailEvent> tail(Caller caller, TailRequest request, @Nullable HighWater from, Instant until) {
        EventSelection selection =
                EventSelection.of(request, FieldRights.of(caller), "?", sources.known(), clock.instant());
        return streams.open(
                caller.tenant(),
                () -> start(from).onItem().transformToMulti(mark -> follow(caller, selection, mark, until)));
    }

    private Uni<HighWater> start(@Nullable HighWater from) {
        return from == null ? store.highWater() : Uni.createFrom().item(from);
    }

    private Multi<TailEvent> follow(Caller caller, EventSelection selection, HighWater mark, Instant until) {
        StopSignal stop = new StopSignal(clock, until);
        TailRun tail = new TailRun(selection.of(caller.tenant()).until(stop), mark, until, limits, clock);
        Multi<TailEvent> beginning = Multi.createFrom().item(tail.greeting());
        Multi<TailEvent> stored = Multi.createBy()
                .repeating()
                .uni(() -> tail, run -> step(run, FieldRights.of(caller)))
                .withDelay(limits.poll())
                .whilst(TailRun::unfinished)
                .onItem()
                .transformToIterable(TailRun::events);
        return Multi.createBy()
                .concatenating()
                .streams(beginning, stored)
                .onCancellation()
                .invoke(stop::cancel);
    }

    private Uni<TailRun> step(TailRun tail, FieldRights rights) {
        return store.highWater()
                .chain(upTo -> upTo.equals(tail.mark())
                        ? Uni.createFrom().item(tail.quiet())
                        : batch(tail.between(upTo), rights).map(batch -> tail.take(batch, upTo)))
                .onFailure(StoppedException.class)
                .recoverWithItem(tail::quiet);
    }

    private Uni<TailBatch> batch(StoreQuery query, FieldRights rights) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new TailBatch(query, limits, rights),
                        batch -> store.scan(batch.next()).map(batch::take))
                .whilst(TailBatch::unfinished)
                .collect()
                .last();
    }
}
