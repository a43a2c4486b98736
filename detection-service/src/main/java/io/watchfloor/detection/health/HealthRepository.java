package io.watchfloor.detection.health;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The facts that health is told from; in the tenant's transaction. */
@ApplicationScoped
public class HealthRepository {
    private static final String SAW = """
            insert into seen_field (tenant_id, dataset, field, last_seen)
            select $1, dataset, field, $4 from unnest($2::text[], $3::text[]) as seen (dataset, field)
            on conflict (tenant_id, field, dataset) do update
            set last_seen = greatest(seen_field.last_seen, excluded.last_seen)
            """;
    private static final String SEEN = "select distinct field from seen_field where last_seen > $1";
    private static final String CANARY = """
            insert into rule_canary (tenant_id, rule_id, last_sent_at, last_seen_at) values ($1, $2, $3, $4)
            on conflict (tenant_id, rule_id) do update
            set last_sent_at = greatest(rule_canary.last_sent_at, excluded.last_sent_at),
                last_seen_at = greatest(rule_canary.last_seen_at, excluded.last_seen_at)
            """;
    private static final String FACTS = """
            select r.rule_id, r.failed_runs, c.last_sent_at, c.last_seen_at,
                   coalesce((select sum(h.matches) from rule_hour h
                             where h.rule_id = r.rule_id and h.hour > now() - interval '24 hours'), 0)::bigint as matches,
                   (select percentile_cont(0.95) within group
                               (order by extract(epoch from run.finished_at - run.started_at) * 1000)
                    from rule_run run
                    where run.rule_id = r.rule_id and run.started_at > now() - interval '24 hours'
                      and run.finished_at is not null
                      and run.trigger_mode in ('scheduled', 'catch_up'))::bigint as p95_ms
            from rule r left join rule_canary c on c.tenant_id = r.tenant_id and c.rule_id = r.rule_id
            where r.rule_id = any($1)
            """;

    /**
     * What is known of a rule.
     *
     * @param matches in the last 24 hours
     * @param p95Ms of its scheduled runs in the last 24 hours
     */
    record Facts(
            int failedRuns,
            @Nullable Instant canarySentAt,
            @Nullable Instant canarySeenAt,
            long matches,
            @Nullable Long p95Ms) {}

    Uni<Void> saw(SqlConnection connection, TenantId tenant, List<FieldSightings.Sighting> sightings, Instant now) {
        return connection
                .preparedQuery(SAW)
                .execute(Tuple.of(
                        tenant.value(),
                        sightings.stream().map(FieldSightings.Sighting::dataset).toArray(String[]::new),
                        sightings.stream().map(FieldSightings.Sighting::field).toArray(String[]::new),
                        now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** The fields that the tenant's events had since then. */
    Uni<SeenFields> seen(SqlConnection connection, Instant since) {
        return connection
                .preparedQuery(SEEN)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Set<String> names = new HashSet<>();
                    rows.forEach(row -> names.add(row.getString("field")));
                    return new SeenFields(names);
                });
    }

    Uni<Void> canary(
            SqlConnection connection, TenantId tenant, RuleId rule, @Nullable Instant sent, @Nullable Instant seen) {
        return connection
                .preparedQuery(CANARY)
                .execute(Tuple.of(tenant.value(), rule.value(), offset(sent), offset(seen)))
                .replaceWithVoid();
    }

    Uni<Map<RuleId, Facts>> facts(SqlConnection connection, Collection<RuleId> rules) {
        UUID[] ids = rules.stream().map(RuleId::value).toArray(UUID[]::new);
        return connection.preparedQuery(FACTS).execute(Tuple.of(ids)).map(rows -> {
            Map<RuleId, Facts> facts = new HashMap<>();
            rows.forEach(row -> facts.put(new RuleId(row.getUUID("rule_id")), facts(row)));
            return facts;
        });
    }

    private static Facts facts(Row row) {
        return new Facts(
                row.getInteger("failed_runs"),
                instant(row, "last_sent_at"),
                instant(row, "last_seen_at"),
                row.getLong("matches"),
                row.getLong("p95_ms"));
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** Since when a field must have been seen to count. */
    static Instant since(Instant now, Duration staleAfter) {
        return now.minus(staleAfter);
    }
}
