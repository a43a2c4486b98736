package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Who runs which rule: leases on {@code rule}, across tenants, for the system role; and what becomes of dead runs. */
@ApplicationScoped
public class ClaimRepository {
    private static final String CLAIM = """
            with due as (
                select tenant_id, rule_id from rule
                where enabled and schedule_enabled and next_run_at <= $1
                  and (lease_until is null or lease_until <= $1)
                order by next_run_at limit $2
                for update skip locked)
            update rule r
            set lease_until = $3, fencing_epoch = r.fencing_epoch + 1,
                next_run_at = greatest(r.next_run_at, $1 - make_interval(mins => r.schedule_interval_minutes)
                                       + interval '1 millisecond')
                              + make_interval(mins => r.schedule_interval_minutes)
            from due where r.tenant_id = due.tenant_id and r.rule_id = due.rule_id
            returning r.tenant_id, r.rule_id, r.version, r.fencing_epoch
            """;
    private static final String OPEN = """
            insert into rule_run (tenant_id, run_id, rule_id, rule_version, trigger_mode, status, fencing_epoch,
                                  lease_until, started_at)
            values ($1, $2, $3, $4, 'scheduled', 'running', $5, $6, $7)
            """;
    private static final String ABANDON = """
            update rule_run
            set status = 'abandoned', finished_at = $1, error = 'the run stopped without an end: its process died or hung'
            where status = 'running' and lease_until <= $1
            """;
    private static final String RENEW = """
            update rule set lease_until = $3, watermark = $4
            where rule_id = $1 and fencing_epoch = $2 and lease_until is not null
            """;
    private static final String RELEASE = """
            update rule set lease_until = null where rule_id = $1 and fencing_epoch = $2
            """;

    private final IdGenerator ids;

    ClaimRepository(IdGenerator ids) {
        this.ids = ids;
    }

    /** Takes at most {@code limit} due rules and opens their run records; for the system role. */
    Uni<List<Claim>> claim(SqlConnection connection, Instant now, Duration lease, int limit) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        OffsetDateTime until = at.plus(lease);
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(at, limit, until))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::claim)
                        .toList())
                .call(claims -> open(connection, claims, at, until));
    }

    private static Uni<Void> open(
            SqlConnection connection, List<Claim> claims, OffsetDateTime now, OffsetDateTime until) {
        if (claims.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = claims.stream()
                .map(claim -> Tuple.tuple()
                        .addString(claim.tenant().value())
                        .addUUID(claim.runId())
                        .addUUID(claim.rule().value())
                        .addInteger(claim.version())
                        .addLong(claim.epoch())
                        .addOffsetDateTime(until)
                        .addOffsetDateTime(now))
                .toList();
        return connection.preparedQuery(OPEN).executeBatch(rows).replaceWithVoid();
    }

    /** Ends the records of runs whose lease is over; for the system role. */
    Uni<Void> abandon(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(ABANDON)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Moves the watermark and keeps the rule; fails if the claim is no longer the rule's. In the tenant's transaction. */
    Uni<Void> renew(SqlConnection connection, Claim claim, Instant until, String watermark) {
        return connection
                .preparedQuery(RENEW)
                .execute(Tuple.of(claim.rule().value(), claim.epoch(), until.atOffset(ZoneOffset.UTC), watermark))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new IllegalStateException("the run was too slow: another one has the rule");
                    }
                })
                .replaceWithVoid();
    }

    /** Lets the rule go, if it is still held by this claim. In the tenant's transaction. */
    Uni<Void> release(SqlConnection connection, Claim claim) {
        return connection
                .preparedQuery(RELEASE)
                .execute(Tuple.of(claim.rule().value(), claim.epoch()))
                .replaceWithVoid();
    }

    private Claim claim(Row row) {
        return new Claim(
                new TenantId(row.getString("tenant_id")),
                new RuleId(row.getUUID("rule_id")),
                row.getInteger("version"),
                row.getLong("fencing_epoch"),
                ids.next());
    }
}
