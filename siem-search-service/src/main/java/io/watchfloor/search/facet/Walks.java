package io.watchfloor.search.facet;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.search.SearchConfig;
import io.watchfloor.search.search.SearchPlaces;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoppedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;

/** Does walks at the places of searches: a tenant that counts much holds up no other, and what takes long none of the quick ones. */
@ApplicationScoped
public class Walks {
    private final SearchPlaces places;
    private final SearchConfig limits;
    private final Clock clock;

    Walks(SearchPlaces places, SearchConfig limits, Clock clock) {
        this.places = places;
        this.limits = limits;
        this.clock = clock;
    }

    /** The walk when it is done, or as far as it came until the signal; 429 when its turn never came. */
    public <W extends Walk> Uni<W> to(TenantId tenant, StopSignal stop, W walk, Function<W, Uni<W>> step) {
        Instant longAfter = clock.instant().plus(limits.longAfter());
        Predicate<W> isQuick = any -> walk.unfinished() && clock.instant().isBefore(longAfter);
        return places.at(tenant, stop, () -> steps(walk, step, isQuick))
                .chain(begun -> begun.unfinished()
                        ? places.atLong(tenant, stop, () -> steps(walk, step, Walk::unfinished))
                                .onFailure(ProblemException.class)
                                .recoverWithItem(() -> stopped(walk))
                        : Uni.createFrom().item(begun))
                .onCancellation()
                .invoke(stop::cancel);
    }

    private static <W extends Walk> Uni<W> steps(W walk, Function<W, Uni<W>> step, Predicate<? super W> goesOn) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> walk,
                        some -> step.apply(some)
                                .onFailure(StoppedException.class)
                                .recoverWithItem(() -> stopped(some)))
                .whilst(goesOn::test)
                .collect()
                .last();
    }

    private static <W extends Walk> W stopped(W walk) {
        walk.stop();
        return walk;
    }
}
