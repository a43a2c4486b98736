package io.watchfloor.search.search;

import io.watchfloor.platform.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Which tenants asked for something a moment ago. Used by one thread at a time. */
final class RecentTenants {
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Map<TenantId, Instant> asked = new HashMap<>();
    private final InstantSource clock;

    RecentTenants(InstantSource clock) {
        this.clock = clock;
    }

    void asks(TenantId tenant) {
        Instant now = clock.instant();
        asked.put(tenant, now);
        asked.values().removeIf(at -> at.isBefore(now.minus(MOMENT)));
    }

    boolean hasOthersThan(TenantId tenant) {
        Instant from = clock.instant().minus(MOMENT);
        return asked.entrySet().stream()
                .anyMatch(each ->
                        !each.getKey().equals(tenant) && !each.getValue().isBefore(from));
    }
}
