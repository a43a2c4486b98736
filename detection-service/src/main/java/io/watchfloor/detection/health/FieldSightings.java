package io.watchfloor.detection.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Event;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notes which fields events have, by tenant and dataset. In memory a set of names, bounded; stored every few seconds,
 * each name again only when it was not for a while.
 */
@ApplicationScoped
public class FieldSightings {
    private static final Logger LOG = Logger.getLogger(FieldSightings.class);
    private static final int MAX_NAMES = 100_000;
    private static final int MAX_CHARS = 200;
    private static final Duration AGAIN = Duration.ofMinutes(10);

    /** A name that events of a dataset had. */
    record Sighting(String tenant, String dataset, String field) {}

    private final TenantDatabase database;
    private final HealthRepository repository;
    private final Clock clock;
    private final Counter dropped;
    private final Map<Sighting, Boolean> unstored = new ConcurrentHashMap<>();
    private final Map<Sighting, Instant> stored = new ConcurrentHashMap<>();

    FieldSightings(TenantDatabase database, HealthRepository repository, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.repository = repository;
        this.clock = clock;
        this.dropped = registry.counter("watchfloor.health.fields.dropped");
    }

    /** Notes the fields of an event; any thread. */
    public void saw(Event event) {
        String dataset = dataset(event);
        for (String field : event.fields().keySet()) {
            note(new Sighting(event.tenant(), dataset, field));
        }
        for (String field : SeenFields.VALUED) {
            String value = event.text(field);
            if (value != null) {
                note(new Sighting(event.tenant(), dataset, SeenFields.valued(field, value)));
            }
        }
    }

    private static String dataset(Event event) {
        @Nullable String dataset = event.text("event.dataset");
        @Nullable String source = event.text("watchfloor.source");
        return dataset != null ? dataset : source != null ? source : "";
    }

    private void note(Sighting sighting) {
        if (stored.containsKey(sighting) || unstored.containsKey(sighting)) {
            return;
        }
        boolean fits =
                sighting.field().length() <= MAX_CHARS && sighting.dataset().length() <= MAX_CHARS;
        if (fits && stored.size() + unstored.size() < MAX_NAMES) {
            unstored.put(sighting, true);
        } else {
            dropped.increment();
        }
    }

    @Scheduled(
            every = "${watchfloor.health.flush-interval:5s}",
            identity = "seen-fields",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> flush() {
        Instant now = clock.instant();
        stored.values().removeIf(at -> at.plus(AGAIN).isBefore(now));
        Map<String, List<Sighting>> byTenant = new HashMap<>();
        unstored.keySet()
                .forEach(sighting -> byTenant.computeIfAbsent(sighting.tenant(), t -> new ArrayList<>())
                        .add(sighting));
        return Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> store(new TenantId(entry.getKey()), entry.getValue(), now))
                .collect()
                .last()
                .onFailure()
                .invoke(e -> LOG.warnf("Fields seen not stored, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> store(TenantId tenant, List<Sighting> sightings, Instant now) {
        return database.inTenant(tenant, connection -> repository.saw(connection, tenant, sightings, now))
                .invoke(() -> sightings.forEach(sighting -> {
                    stored.put(sighting, now);
                    unstored.remove(sighting);
                }));
    }
}
