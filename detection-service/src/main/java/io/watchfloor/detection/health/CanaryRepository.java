package io.watchfloor.detection.health;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code rule_canary}, in the tenant's transaction. */
@ApplicationScoped
class CanaryRepository {
    // Rules that stay silent must not keep the others from their turn, hence the order.
    private static final String DUE = """
            select r.rule_id, r.spec ->> 'sigma' as document,
                   case when c.last_seen_at is null or c.last_seen_at < c.last_sent_at then c.last_sent_at end as unanswered
            from rule r left join rule_canary c on c.tenant_id = r.tenant_id and c.rule_id = r.rule_id
            where r.rule_id = any($1) and r.enabled and r.test_status = 'passed'
              and r.spec ->> 'sigma' ~ '(^|[^_])match[[:space:]]*:'
              and (c.last_sent_at is null or c.last_seen_at is null or c.last_seen_at < c.last_sent_at
                   or c.last_sent_at <= $2)
            order by random() limit $3
            """;
    private static final String SENT = """
            insert into rule_canary as c (tenant_id, rule_id, last_sent_at)
            select $1, rule_id, $3 from unnest($2::uuid[]) as due (rule_id) order by rule_id
            on conflict (tenant_id, rule_id) do update set last_sent_at = excluded.last_sent_at
            where c.last_sent_at is null or (c.last_seen_at >= c.last_sent_at and c.last_sent_at <= $4)
            returning rule_id
            """;
    private static final String SEEN = """
            update rule_canary c set last_seen_at = greatest(c.last_seen_at, seen.at)
            from unnest($1::uuid[], $2::timestamptz[]) as seen (rule_id, at)
            where c.rule_id = seen.rule_id
            """;

    /**
     * A rule whose canary is to be sent.
     *
     * @param unanswered when the last one was sent, which was not seen; the same is sent again. Null: a new one
     */
    record Due(RuleId rule, String document, @Nullable Instant unanswered) {}

    /** Rules among {@code rules} that bring an event and had no canary since then, or one that was not seen. */
    Uni<List<Due>> due(SqlConnection connection, Collection<RuleId> rules, Instant since, int most) {
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(ids(rules), since.atOffset(ZoneOffset.UTC), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CanaryRepository::due)
                        .toList());
    }

    private static Due due(Row row) {
        OffsetDateTime unanswered = row.getOffsetDateTime("unanswered");
        return new Due(
                new RuleId(row.getUUID("rule_id")),
                row.getString("document"),
                unanswered == null ? null : unanswered.toInstant());
    }

    /** Notes new canaries; answers the rules for which no other instance was first. */
    Uni<Set<RuleId>> sent(
            SqlConnection connection, TenantId tenant, Collection<RuleId> rules, Instant at, Instant since) {
        return connection
                .preparedQuery(SENT)
                .execute(Tuple.of(
                        tenant.value(), ids(rules), at.atOffset(ZoneOffset.UTC), since.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new RuleId(row.getUUID("rule_id")))
                        .collect(Collectors.toSet()));
    }

    /** The rules fired for their canaries of these times. */
    Uni<Void> seen(SqlConnection connection, Map<RuleId, Instant> canaries) {
        List<Map.Entry<RuleId, Instant>> all = List.copyOf(canaries.entrySet());
        return connection
                .preparedQuery(SEEN)
                .execute(Tuple.of(
                        ids(all.stream().map(Map.Entry::getKey).toList()),
                        all.stream()
                                .map(canary -> canary.getValue().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    private static UUID[] ids(Collection<RuleId> rules) {
        return rules.stream().map(RuleId::value).toArray(UUID[]::new);
    }
}
