package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.Feedback;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.inbox.BatchConsumer;
import io.watchfloor.platform.inbox.Delivery;
import io.watchfloor.platform.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes verdicts from {@code siem.feedback.v1}: those of a tenant in a batch are one transaction. */
@ApplicationScoped
public class FeedbackConsumer {
    private static final String CONSUMER = "case-service.feedback";

    private final BatchConsumer consumer;
    private final TenantDatabase database;
    private final Inbox inbox;
    private final AlertFeedback alerts;

    FeedbackConsumer(BatchConsumer consumer, TenantDatabase database, Inbox inbox, AlertFeedback alerts) {
        this.consumer = consumer;
        this.database = database;
        this.inbox = inbox;
        this.alerts = alerts;
    }

    /** Completes when every verdict took effect or lies in the dead-letter topic. */
    @Incoming("feedback")
    public Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumer.consume(records, this::takeAll);
    }

    private Uni<Void> takeAll(List<Delivery> deliveries) {
        Map<TenantId, List<Delivery>> byTenant = deliveries.stream()
                .collect(Collectors.groupingBy(
                        delivery -> delivery.envelope().tenant(), LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> take(entry.getKey(), entry.getValue()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> take(TenantId tenant, List<Delivery> deliveries) {
        Map<String, Feedback> verdicts = new LinkedHashMap<>();
        deliveries.forEach(delivery -> verdicts.putIfAbsent(delivery.envelope().id(), read(delivery)));
        return database.inTenant(
                tenant,
                connection -> inbox.take(connection, tenant, CONSUMER, verdicts.keySet())
                        .chain(fresh -> takeFresh(connection, tenant, verdicts, fresh)));
    }

    private Uni<Void> takeFresh(
            SqlConnection connection, TenantId tenant, Map<String, Feedback> verdicts, Set<String> fresh) {
        return Multi.createFrom()
                .iterable(verdicts.entrySet())
                .filter(entry -> fresh.contains(entry.getKey()))
                .onItem()
                .transformToUniAndConcatenate(
                        entry -> alerts.take(connection, tenant, entry.getKey(), entry.getValue()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Feedback read(Delivery delivery) {
        Feedback feedback = delivery.as(Feedback.class);
        if (!delivery.envelope().tenant().value().equals(feedback.tenantId())) {
            throw new IllegalArgumentException("the verdict's tenant is not the message's");
        }
        if (feedback.verdict() == null || feedback.analyst() == null || feedback.at() == null) {
            throw new IllegalArgumentException("the verdict is incomplete");
        }
        return feedback;
    }
}
