package io.watchfloor.promotion.mute;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Suppression;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.inbox.BatchConsumer;
import io.watchfloor.platform.inbox.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the projection up to date. Needs no inbox: a version that comes again, or late, changes nothing. */
@ApplicationScoped
public class SuppressionConsumer {
    private final BatchConsumer batches;
    private final TenantDatabase database;
    private final SuppressionProjection suppressions;

    SuppressionConsumer(BatchConsumer batches, TenantDatabase database, SuppressionProjection suppressions) {
        this.batches = batches;
        this.database = database;
        this.suppressions = suppressions;
    }

    @Incoming("suppressions")
    public Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return batches.consume(records, this::store);
    }

    private Uni<Void> store(List<Delivery> deliveries) {
        Map<TenantId, List<Suppression>> byTenant = deliveries.stream()
                .collect(Collectors.groupingBy(
                        delivery -> delivery.envelope().tenant(),
                        LinkedHashMap::new,
                        Collectors.mapping(SuppressionConsumer::read, Collectors.toList())));
        return Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> database.inTenant(
                        entry.getKey(), connection -> suppressions.store(connection, entry.getValue())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Suppression read(Delivery delivery) {
        Suppression suppression = delivery.as(Suppression.class);
        if (!delivery.envelope().tenant().value().equals(suppression.tenantId())) {
            throw new IllegalArgumentException("the suppression's tenant is not the message's");
        }
        Objects.requireNonNull(suppression.suppressionId(), "suppression_id");
        Objects.requireNonNull(suppression.ruleId(), "rule_id");
        Objects.requireNonNull(suppression.reason(), "reason");
        Objects.requireNonNull(suppression.scope(), "scope");
        Objects.requireNonNull(suppression.startsAt(), "starts_at");
        Objects.requireNonNull(suppression.endsAt(), "ends_at");
        return suppression;
    }
}
