package io.watchfloor.detection.suppression;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Promotion;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.inbox.Delivery;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what suppressions kept back, and brings it back. A repeated message changes nothing: facts are stored once. */
@ApplicationScoped
class HitService {
    private final TenantDatabase database;
    private final HitRepository hits;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final IdGenerator ids;
    private final Clock clock;

    HitService(
            TenantDatabase database,
            HitRepository hits,
            Outbox outbox,
            AuditTrail audit,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.hits = hits;
        this.outbox = outbox;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes what promotion muted from a batch of messages; what else became of matches is none of this. */
    Uni<Void> take(List<Delivery> deliveries) {
        Map<TenantId, List<SuppressionHit>> byTenant = deliveries.stream()
                .map(HitService::read)
                .filter(promotion -> promotion.outcome() == Promotion.Outcome.MUTED)
                .map(promotion -> SuppressionHit.ofPromotion(ids.next(), promotion))
                .collect(Collectors.groupingBy(SuppressionHit::tenant, LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(byTenant.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry ->
                        database.inTenant(entry.getKey(), connection -> hits.record(connection, entry.getValue())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Promotion read(Delivery delivery) {
        Promotion promotion = delivery.as(Promotion.class);
        if (!delivery.envelope().tenant().value().equals(promotion.tenantId())) {
            throw new IllegalArgumentException("the promotion's tenant is not the message's");
        }
        return promotion;
    }

    /** What a suppression kept back, latest first. */
    Uni<List<SuppressionHit>> list(Caller caller, SuppressionId of, @Nullable UUID after, int limit) {
        return database.inTenant(caller.tenant(), connection -> hits.list(connection, of, after, limit));
    }

    /**
     * Sends a muted match on its way again, past all suppressions. One that was brought back before is answered as it is;
     * 409 for a log, which is promoted by itself.
     */
    Uni<SuppressionHit> release(Caller caller, SuppressionId of, UUID id) {
        return database.inTenant(
                caller.tenant(),
                connection -> hits.lock(connection, of, id)
                        .map(found -> found.orElseThrow(() -> ProblemException.notFound("hit", id.toString())))
                        .chain(hit -> hit.released() != null
                                ? Uni.createFrom().item(hit)
                                : release(connection, caller, hit)));
    }

    private Uni<SuppressionHit> release(SqlConnection connection, Caller caller, SuppressionHit hit) {
        Match match = hit.match();
        if (match == null) {
            throw new ProblemException(
                    SuppressionProblem.HIT_WITHOUT_MATCH,
                    "Promote the log itself, with override_suppression while the suppression stands");
        }
        StoredSuppression.Change change = new StoredSuppression.Change(clock.instant(), caller.subject());
        Map<String, String> details = Map.of(
                "hit_id", hit.id().toString(),
                "rule_id", hit.rule().toString(),
                "match_id", match.matchId());
        String suppression = hit.suppression().toString();
        return hits.release(connection, hit, change)
                .chain(() ->
                        outbox.append(connection, List.of(SuppressionEvents.released(hit.id(), match, change.at()))))
                .chain(() -> audit.changed(connection, caller, "suppression.hit_promoted", suppression, details))
                .replaceWith(hit.releasedBy(change));
    }
}
