package io.watchfloor.promotion.rule;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.RuleVersion;
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
public class RuleConsumer {
    private final BatchConsumer batches;
    private final TenantDatabase database;
    private final RuleProjection rules;

    RuleConsumer(BatchConsumer batches, TenantDatabase database, RuleProjection rules) {
        this.batches = batches;
        this.database = database;
        this.rules = rules;
    }

    @Incoming("rules")
    public Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return batches.consume(records, this::store);
    }

    private Uni<Void> store(List<Delivery> deliveries) {
        Map<TenantId, List<RuleVersion>> byTenant = deliveries.stream()
                .collect(Collectors.groupingBy(
                        delivery -> delivery.envelope().tenant(),
                        LinkedHashMap::new,
                        Collectors.mapping(RuleConsumer::read, Collectors.toList())));
        return Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry ->
                        database.inTenant(entry.getKey(), connection -> rules.store(connection, entry.getValue())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static RuleVersion read(Delivery delivery) {
        RuleVersion rule = delivery.as(RuleVersion.class);
        if (!delivery.envelope().tenant().value().equals(rule.tenantId())) {
            throw new IllegalArgumentException("the rule's tenant is not the message's");
        }
        Objects.requireNonNull(rule.ruleId(), "rule_id");
        Objects.requireNonNull(rule.name(), "name");
        Objects.requireNonNull(rule.severity(), "severity");
        Objects.requireNonNull(rule.titleTemplate(), "title_template");
        Objects.requireNonNull(rule.descriptionTemplate(), "description_template");
        return rule;
    }
}
