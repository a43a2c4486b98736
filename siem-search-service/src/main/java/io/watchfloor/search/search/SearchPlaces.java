package io.watchfloor.search.search;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.search.FairPlaces.Share;
import io.watchfloor.search.store.StopSignal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;

/** Where operations over stored events run: so many at once that all the rest of the service goes on, shared fairly among tenants. */
@ApplicationScoped
public class SearchPlaces {
    private final FairPlaces all;
    private final FairPlaces ofLong;

    SearchPlaces(SearchConfig limits, MeterRegistry metrics, Clock clock) {
        Share share = new Share(limits.concurrentOfTenant(), besideOthers(limits));
        Share ofLongOnes = new Share(limits.concurrentLongOfTenant(), limits.concurrentLongOfTenant());
        all = new FairPlaces(limits.concurrent(), share, limits.queue(), clock);
        ofLong = new FairPlaces(limits.concurrentLong(), ofLongOnes, limits.queue(), clock);
        Gauge.builder("watchfloor.search.running", all, FairPlaces::taken).register(metrics);
        Gauge.builder("watchfloor.search.waiting", all, FairPlaces::waiting).register(metrics);
        Gauge.builder("watchfloor.search.long.running", ofLong, FairPlaces::taken)
                .register(metrics);
        Gauge.builder("watchfloor.search.long.waiting", ofLong, FairPlaces::waiting)
                .register(metrics);
    }

    private static int besideOthers(SearchConfig limits) {
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return Math.min(
                limits.concurrentOfTenant(), limits.concurrentBesideOthers().orElse(half));
    }

    /** Does the work when it is the tenant's turn; fails with 429 when that does not come in time, or too many wait. */
    public <T> Uni<T> at(TenantId tenant, StopSignal stop, Supplier<Uni<T>> work) {
        return all.at(tenant, stop, work);
    }

    /** The same for work that has taken long already. */
    public <T> Uni<T> atLong(TenantId tenant, StopSignal stop, Supplier<Uni<T>> work) {
        return ofLong.at(tenant, stop, work);
    }
}
