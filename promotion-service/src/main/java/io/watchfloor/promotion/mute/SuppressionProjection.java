package io.watchfloor.promotion.mute;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Suppression;
import io.watchfloor.rules.suppress.Mutes;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/** The table of suppressions; every method works in the caller's transaction, which must be the tenant's. */
@ApplicationScoped
class SuppressionProjection {
    private static final String STORE = """
            insert into suppression_projection (tenant_id, suppression_id, rule_id, version, starts_at, ends_at, revoked,
                                                body)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (tenant_id, suppression_id) do update
            set version = excluded.version, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                revoked = excluded.revoked, body = excluded.body
            where suppression_projection.version <= excluded.version
            """;
    private static final String OF_RULES = """
            select body from suppression_projection
            where tenant_id = $1 and rule_id = any($2) and not revoked and starts_at <= $4 and ends_at > $3
            """;
    private static final String ACTIVE = """
            select body from suppression_projection
            where tenant_id = $1 and not revoked and starts_at <= $2 and ends_at > $2
            """;

    /** Takes the versions; one that is older than what is known changes nothing. */
    Uni<Void> store(SqlConnection connection, List<Suppression> suppressions) {
        return connection
                .preparedQuery(STORE)
                .executeBatch(
                        suppressions.stream().map(SuppressionProjection::tuple).toList())
                .replaceWithVoid();
    }

    /** Those of the rules that mute at some time between the two instants, both included. */
    Uni<Mutes> ofRules(
            SqlConnection connection, String tenant, Collection<String> ruleIds, Instant first, Instant last) {
        return connection
                .preparedQuery(OF_RULES)
                .execute(Tuple.of(tenant, ruleIds.toArray(String[]::new), time(first), time(last)))
                .map(SuppressionProjection::mutes);
    }

    /** Those of all rules that mute at an instant. */
    Uni<Mutes> activeAt(SqlConnection connection, String tenant, Instant at) {
        return connection
                .preparedQuery(ACTIVE)
                .execute(Tuple.of(tenant, time(at)))
                .map(SuppressionProjection::mutes);
    }

    private static Mutes mutes(RowSet<Row> rows) {
        return Mutes.of(StreamSupport.stream(rows.spliterator(), false)
                .map(row ->
                        ContractJson.read(row.getString("body").getBytes(StandardCharsets.UTF_8), Suppression.class))
                .toList());
    }

    private static Tuple tuple(Suppression suppression) {
        return Tuple.tuple()
                .addString(suppression.tenantId())
                .addString(suppression.suppressionId())
                .addString(suppression.ruleId())
                .addInteger(suppression.version())
                .addOffsetDateTime(time(suppression.startsAt()))
                .addOffsetDateTime(time(suppression.endsAt()))
                .addBoolean(suppression.revokedAt() != null)
                .addString(new String(ContractJson.write(suppression), StandardCharsets.UTF_8));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
