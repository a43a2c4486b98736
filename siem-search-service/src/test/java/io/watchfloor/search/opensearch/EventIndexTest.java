package io.watchfloor.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.parsers.EventId;
import io.watchfloor.platform.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIndexTest {
    private static final UUID ID = EventId.lowest(Instant.parse("2026-03-01T23:59:59.999Z"));

    @Test
    void anEventIsInTheIndexOfItsTenantAndDay() {
        assertThat(EventIndex.of(new TenantId("acme"), ID)).isEqualTo("watchfloor-events.acme.2026.03.01");
        assertThat(EventIndex.of(new TenantId("acme"), EventId.lowest(Instant.EPOCH)))
                .isEqualTo("watchfloor-events.acme.1970.01.01");
        assertThat(EventIndex.of(new TenantId("acme"), EventId.highest(Instant.ofEpochMilli(1L << 50))))
                .isEqualTo("watchfloor-events.acme.10889.08.02");
    }

    @Test
    void noPatternHoldsAnIndexOfAnotherTenant() {
        List<TenantId> tenants = List.of(
                new TenantId("a"), new TenantId("a-b"), new TenantId("a-2026"), new TenantId("-"), new TenantId("ab"));
        for (TenantId one : tenants) {
            String beginning = EventIndex.pattern(one).replace("*", "");
            for (TenantId other : tenants) {
                assertThat(EventIndex.of(other, ID).startsWith(beginning)).isEqualTo(one.equals(other));
            }
        }
    }
}
