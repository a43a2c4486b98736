package io.watchfloor.search.search;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.store.StopSignal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A number of places for work, shared fairly: no tenant has more than its share, which is smaller while others ask as well, and tenants that
 * wait take turns. Who finds the queue of its
 * own tenant full, or waits until its time is over, is refused with 429.
 */
final class FairPlaces {
    private static final String RETRY_SECONDS = "2";

    private final int places;
    private final Share share;
    private final int queue;
    private final RecentTenants recent;
    private final Map<TenantId, Tenant> tenants = new LinkedHashMap<>();
    private int taken;

    /**
     * What one tenant may take.
     *
     * @param alone while no other asks
     * @param besideOthers while others ask, or did a moment ago
     */
    record Share(int alone, int besideOthers) {}

    /**
     * @param places in all
     * @param queue of one tenant that may wait
     */
    FairPlaces(int places, Share share, int queue, InstantSource clock) {
        this.places = places;
        this.share = share;
        this.queue = queue;
        this.recent = new RecentTenants(clock);
    }

    private static final class Tenant {
        private final Deque<Place> waiting = new ArrayDeque<>();
        private int taken;
    }

    private enum State {
        WAITING,
        TAKEN,
        LEFT
    }

    private static final class Place {
        private final TenantId tenant;
        private final CompletableFuture<Void> granted = new CompletableFuture<>();
        private State state = State.WAITING;

        Place(TenantId tenant) {
            this.tenant = tenant;
        }
    }

    /** Does the work at a place, once there is one; nothing of it when it is cancelled before. */
    <T> Uni<T> at(TenantId tenant, StopSignal stop, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Place place = enter(tenant);
            return granted(place, stop).chain(() -> work.get()).onTermination().invoke(() -> leave(place));
        });
    }

    private static Uni<Void> granted(Place place, StopSignal stop) {
        if (place.granted.isDone()) {
            return Uni.createFrom().voidItem();
        }
        long millis = Math.max(1, stop.left().toMillis());
        return Uni.createFrom()
                .completionStage(place.granted)
                .ifNoItem()
                .after(Duration.ofMillis(millis))
                .failWith(FairPlaces::refused)
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private static ProblemException refused() {
        return new ProblemException(
                        CommonProblem.TOO_MANY_REQUESTS,
                        "Too many searches of this tenant run or wait: try again, or search less at once")
                .header("Retry-After", RETRY_SECONDS);
    }

    private synchronized Place enter(TenantId id) {
        Tenant tenant = tenants.computeIfAbsent(id, any -> new Tenant());
        recent.asks(id);
        Place place = new Place(id);
        if (tenant.waiting.isEmpty() && hasRoom(id, tenant)) {
            take(place, tenant);
            place.granted.complete(null);
        } else if (tenant.waiting.size() >= queue) {
            throw refused();
        } else {
            tenant.waiting.addLast(place);
        }
        return place;
    }

    private boolean hasRoom(TenantId id, Tenant tenant) {
        boolean alone = tenants.size() == 1 && !recent.hasOthersThan(id);
        return taken < places && tenant.taken < (alone ? share.alone() : share.besideOthers());
    }

    private void take(Place place, Tenant tenant) {
        place.state = State.TAKEN;
        taken++;
        tenant.taken++;
    }

    private void leave(Place place) {
        give(left(place)).forEach(next -> next.granted.complete(null));
    }

    /** Whether the place is free now. */
    private synchronized boolean left(Place place) {
        Tenant tenant = tenants.computeIfAbsent(place.tenant, any -> new Tenant());
        boolean wasTaken = place.state == State.TAKEN;
        if (wasTaken) {
            taken--;
            tenant.taken--;
        } else {
            tenant.waiting.remove(place);
        }
        place.state = State.LEFT;
        if (tenant.taken == 0 && tenant.waiting.isEmpty()) {
            tenants.remove(place.tenant);
        }
        return wasTaken;
    }

    /** Those that may begin now, marked so; told outside of the lock. */
    private synchronized List<Place> give(boolean free) {
        List<Place> next = new ArrayList<>();
        List<TenantId> turns = free ? List.copyOf(tenants.keySet()) : List.of();
        for (TenantId id : turns) {
            Tenant tenant = tenants.get(id);
            if (tenant != null && !tenant.waiting.isEmpty() && hasRoom(id, tenant)) {
                Place place = tenant.waiting.removeFirst();
                take(place, tenant);
                next.add(place);
                // Behind the others: tenants take turns.
                tenants.remove(id);
                tenants.put(id, tenant);
            }
        }
        return next;
    }

    /** How many are taken now. */
    synchronized int taken() {
        return taken;
    }

    /** How many wait now. */
    synchronized int waiting() {
        return tenants.values().stream()
                .mapToInt(tenant -> tenant.waiting.size())
                .sum();
    }
}
