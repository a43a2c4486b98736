package io.watchfloor.promotion.match;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.inbox.Delivery;
import io.watchfloor.platform.inbox.Inbox;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.promotion.mute.Muting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a batch of matches into candidates: reads what is known, takes out what is muted, decides on a worker thread,
 * then stores inbox rows, promotions, what was muted and outbox rows in one transaction per tenant.
 */
@ApplicationScoped
class MatchService {
    private static final String CONSUMER = "matches";

    private final TenantDatabase database;
    private final MatchLookup lookup;
    private final Muting muting;
    private final PromotionRepository promotions;
    private final Inbox inbox;
    private final Outbox outbox;

    MatchService(
            TenantDatabase database,
            MatchLookup lookup,
            Muting muting,
            PromotionRepository promotions,
            Inbox inbox,
            Outbox outbox) {
        this.database = database;
        this.lookup = lookup;
        this.muting = muting;
        this.promotions = promotions;
        this.inbox = inbox;
        this.outbox = outbox;
    }

    Uni<Void> promote(List<Delivery> deliveries) {
        return Uni.createFrom()
                .item(deliveries)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(MatchService::byTenant)
                .onItem()
                .transformToMulti(tenants -> Multi.createFrom().iterable(tenants.entrySet()))
                .onItem()
                .transformToUniAndConcatenate(tenant -> promote(tenant.getKey(), tenant.getValue()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Map<TenantId, List<IncomingMatch>> byTenant(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(IncomingMatch::of)
                .collect(Collectors.groupingBy(IncomingMatch::tenant, LinkedHashMap::new, Collectors.toList()));
    }

    /** A message that was taken before is left out and the rest planned again, which is rare: offsets were lost. */
    private Uni<Void> promote(TenantId tenant, List<IncomingMatch> incoming) {
        if (incoming.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return lookup.known(tenant, incoming)
                .chain(knowledge -> muting.screen(
                                tenant,
                                incoming.stream().map(IncomingMatch::arrived).toList())
                        .map(screening -> MatchPlan.of(incoming, knowledge, screening)))
                .chain(plan -> database.inTenant(tenant, connection -> store(connection, tenant, plan)))
                .onFailure(TakenBefore.class)
                .recoverWithUni(e -> promote(tenant, fresh(incoming, ((TakenBefore) e).fresh())));
    }

    private Uni<Void> store(SqlConnection connection, TenantId tenant, MatchPlan plan) {
        return inbox.take(connection, tenant, CONSUMER, plan.messageIds())
                .invoke(fresh -> TakenBefore.check(plan.messageIds(), fresh))
                .chain(fresh -> promotions.store(connection, plan.matches(), plan.at()))
                .chain(() -> muting.store(connection, plan.screening()))
                .chain(() -> outbox.append(connection, plan.messages()));
    }

    private static List<IncomingMatch> fresh(List<IncomingMatch> incoming, Set<String> fresh) {
        return incoming.stream().filter(one -> fresh.contains(one.messageId())).toList();
    }
}
