package io.watchfloor.search.export;

import io.smallrye.mutiny.Multi;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How many streams of a kind are open. Usable from any threads. */
final class Streams {
    private static final String RETRY_SECONDS = "10";

    private final int perTenant;
    private final int most;
    private final Map<TenantId, Integer> open = new HashMap<>();
    private int all;

    Streams(int perTenant, int most) {
        this.perTenant = perTenant;
        this.most = most;
    }

    /** Opens a stream, which is closed when it ends, fails or nobody takes it any more; refused with 429 when too many are open. */
    <T> Multi<T> open(TenantId tenant, Supplier<Multi<? extends T>> stream) {
        enter(tenant);
        return Multi.createFrom().deferred(stream).onTermination().invoke(() -> leave(tenant));
    }

    private synchronized void enter(TenantId tenant) {
        if (all >= most || open.getOrDefault(tenant, 0) >= perTenant) {
            throw new ProblemException(CommonProblem.TOO_MANY_REQUESTS, "Too many streams are open; try again later")
                    .header("Retry-After", RETRY_SECONDS);
        }
        all++;
        open.merge(tenant, 1, Integer::sum);
    }

    private synchronized void leave(TenantId tenant) {
        all--;
        open.computeIfPresent(tenant, (id, count) -> count == 1 ? null : count - 1);
    }

    synchronized int count() {
        return all;
    }
}
