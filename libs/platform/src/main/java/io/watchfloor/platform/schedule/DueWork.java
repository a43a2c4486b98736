package io.watchfloor.platform.schedule;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does what is due at the places of this instance. Taking does not overlap with itself; when a piece of work ends, its
 * place takes the next one at once: a tick alone would fill it once a second.
 *
 * @param <C> the right to do a piece of work
 */
public final class DueWork<C> {
    private static final Logger LOG = Logger.getLogger(DueWork.class);

    private final String kind;
    private final Supplier<Uni<List<C>>> take;
    private final Function<C, Uni<List<C>>> takeAfter;
    private final Function<C, Uni<Void>> work;
    private final AtomicBoolean taking = new AtomicBoolean();

    /**
     * @param kind what is due, for the log
     * @param take takes what is due, as much as there is room for
     * @param takeAfter takes what may follow at the place of work that is done: one piece or none
     * @param work does a piece of work; a failure of it is its own to note
     */
    public DueWork(
            String kind,
            Supplier<Uni<List<C>>> take,
            Function<C, Uni<List<C>>> takeAfter,
            Function<C, Uni<Void>> work) {
        this.kind = kind;
        this.take = take;
        this.takeAfter = takeAfter;
        this.work = work;
    }

    /** Takes what is due and completes when that, and what followed at its places, is done. Never fails. */
    public Uni<Void> tick() {
        if (!taking.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(take::get)
                .onFailure()
                .invoke(this::notTaken)
                .onFailure()
                .recoverWithItem(List.of())
                .eventually(() -> taking.set(false))
                .chain(this::doAll);
    }

    private void notTaken(Throwable cause) {
        LOG.warnf("Due %s not taken, will retry cause=%s", kind, cause.toString());
    }

    private Uni<Void> doAll(List<C> taken) {
        return Multi.createFrom()
                .iterable(taken)
                .onItem()
                .transformToUniAndMerge(this::doOn)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> doOn(C first) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Place<>(first), this::doAt)
                .whilst(found -> found)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** What is done now at one of this instance's places. */
    private static final class Place<C> {
        private volatile C claim;

        Place(C first) {
            claim = first;
        }
    }

    /** Whether there is something next for the place. */
    private Uni<Boolean> doAt(Place<C> place) {
        return work.apply(place.claim)
                .chain(() -> takeAfter.apply(place.claim))
                .invoke(found -> found.forEach(next -> place.claim = next))
                .map(found -> !found.isEmpty())
                .onFailure()
                .invoke(this::notTaken)
                .onFailure()
                .recoverWithItem(false);
    }
}
