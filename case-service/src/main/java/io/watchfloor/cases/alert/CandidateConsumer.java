package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.inbox.BatchConsumer;
import io.watchfloor.platform.inbox.Delivery;
import io.watchfloor.platform.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes candidates from {@code siem.candidates.v1}: per tenant a bounded number of them in one transaction. */
@ApplicationScoped
public class CandidateConsumer {
    private static final String CONSUMER = "case-service.candidates";

    private final BatchConsumer consumer;
    private final TenantDatabase database;
    private final Inbox inbox;
    private final AlertIntake intake;
    private final AlertConfig config;

    CandidateConsumer(
            BatchConsumer consumer, TenantDatabase database, Inbox inbox, AlertIntake intake, AlertConfig config) {
        this.consumer = consumer;
        this.database = database;
        this.inbox = inbox;
        this.intake = intake;
        this.config = config;
    }

    /** Completes when every candidate took effect or lies in the dead-letter topic. */
    @Incoming("candidates")
    public Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumer.consume(records, this::takeAll);
    }

    private Uni<Void> takeAll(List<Delivery> deliveries) {
        return Multi.createFrom()
                .iterable(transactions(deliveries))
                .onItem()
                .transformToUniAndConcatenate(this::take)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private List<List<Delivery>> transactions(List<Delivery> deliveries) {
        Map<TenantId, List<Delivery>> byTenant = new LinkedHashMap<>();
        deliveries.forEach(
                delivery -> byTenant.computeIfAbsent(delivery.envelope().tenant(), tenant -> new ArrayList<>())
                        .add(delivery));
        List<List<Delivery>> transactions = new ArrayList<>();
        int size = Math.max(1, config.candidatesPerTransaction());
        byTenant.values().forEach(all -> {
            for (int from = 0; from < all.size(); from += size) {
                transactions.add(all.subList(from, Math.min(all.size(), from + size)));
            }
        });
        return transactions;
    }

    /** The deliveries of one tenant. One that was received twice in a batch counts as its first. */
    private Uni<Void> take(List<Delivery> deliveries) {
        TenantId tenant = deliveries.getFirst().envelope().tenant();
        Map<String, IntakeCommand> commands = new LinkedHashMap<>();
        deliveries.forEach(delivery -> commands.putIfAbsent(delivery.envelope().id(), CandidateCommands.of(delivery)));
        return database.inTenant(
                        tenant,
                        connection -> inbox.take(connection, tenant, CONSUMER, commands.keySet())
                                .chain(fresh -> intake.takeAll(connection, tenant, fresh(commands, fresh))))
                .replaceWithVoid();
    }

    private static List<IntakeCommand> fresh(Map<String, IntakeCommand> commands, Set<String> ids) {
        return commands.entrySet().stream()
                .filter(entry -> ids.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
