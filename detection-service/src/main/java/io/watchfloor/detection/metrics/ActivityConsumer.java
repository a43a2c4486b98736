package io.watchfloor.detection.metrics;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.inbox.BatchConsumer;
import io.watchfloor.platform.inbox.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Counts what {@code siem.matches.v1} says that rules found, whatever made them run: one statement for each tenant in a
 * batch. Needs no inbox, since counting the same match again adds nothing.
 */
@ApplicationScoped
public class ActivityConsumer {
    private final BatchConsumer consumer;
    private final TenantDatabase database;
    private final ActivityRepository repository;
    private final Clock clock;

    ActivityConsumer(BatchConsumer consumer, TenantDatabase database, ActivityRepository repository, Clock clock) {
        this.consumer = consumer;
        this.database = database;
        this.repository = repository;
        this.clock = clock;
    }

    @Incoming("activity")
    public Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumer.consume(records, this::count);
    }

    private Uni<Void> count(List<Delivery> deliveries) {
        Map<TenantId, List<Sighting>> byTenant = deliveries.stream()
                .collect(Collectors.groupingBy(
                        delivery -> delivery.envelope().tenant(),
                        LinkedHashMap::new,
                        Collectors.mapping(Sighting::of, Collectors.toList())));
        return Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> database.inTenant(
                        entry.getKey(),
                        connection -> repository.count(
                                connection, entry.getKey(), Sighting.latest(entry.getValue()), clock.instant())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "7m", identity = "activity-sweeper")
    Uni<Void> sweep() {
        return database.asSystem(repository::forget);
    }
}
