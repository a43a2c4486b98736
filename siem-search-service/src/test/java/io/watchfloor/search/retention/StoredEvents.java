package io.watchfloor.search.retention;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.EventId;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.Batches;
import io.watchfloor.search.store.CountPlan;
import io.watchfloor.search.store.EventBatch;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.StoreQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Events of a tenant by their age in days; those of one call and day share a block. */
final class StoredEvents {
    private final EventStore store;
    private final TenantId tenant;
    private long offset;

    StoredEvents(EventStore store, String tenant) {
        this.store = store;
        this.tenant = new TenantId(tenant);
    }

    /** Events of these days before now. */
    void store(String source, int... daysAgo) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        store(IntStream.of(daysAgo)
                .mapToObj(days -> entry(source, now.minus(Duration.ofDays(days)), offset++))
                .toList());
    }

    /** Events of one day before now in one batch. */
    void store(List<String> sources, int daysAgo) {
        Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(daysAgo));
        store(sources.stream().map(source -> entry(source, time, offset++)).toList());
    }

    private void store(List<EventBatch.Entry> entries) {
        EventBatch batch = Batches.of("retention." + tenant, entries, Map.of(0, offset));
        store.append(batch).await().atMost(Duration.ofSeconds(20));
    }

    /** The ages in days of all events of the tenant, the youngest first. */
    List<Integer> ages() {
        Query everything = new Query.MatchAll();
        TimeRange always = new TimeRange(Instant.EPOCH, Instant.now().plusSeconds(60));
        return store
                .scan(new StoreQuery(tenant, everything, CompiledQuery.of(everything), always, null, null, null, 1_000))
                .await()
                .atMost(Duration.ofSeconds(20))
                .items()
                .stream()
                .map(item -> ((Number) item.event().fields().get("age.days")).intValue())
                .toList();
    }

    /** How many events of a source there are. */
    long ofSource(String source) {
        Query everything = new Query.MatchAll();
        TimeRange always = new TimeRange(Instant.EPOCH, Instant.now().plusSeconds(60));
        StoreQuery query =
                new StoreQuery(tenant, everything, CompiledQuery.of(everything), always, source, null, null, 1_000);
        return store.count(query, CountPlan.MATCHES)
                .await()
                .atMost(Duration.ofSeconds(20))
                .tally()
                .matched();
    }

    private EventBatch.Entry entry(String source, Instant time, long at) {
        String id = EventId.of(time, tenant.value(), source, "n" + at);
        Map<String, Object> event = Map.of(
                Event.ID,
                id,
                Event.TIMESTAMP,
                ContractJson.MILLIS.format(time),
                Event.TENANT,
                tenant.value(),
                Event.SOURCE,
                source,
                "event.dataset",
                source + ".log",
                "age.days",
                Duration.between(time, Instant.now()).toDays());
        return new EventBatch.Entry(tenant, UUID.fromString(id), source, 0, at, ContractJson.write(event), 0);
    }
}
