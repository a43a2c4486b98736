package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.schedule.DueTimes;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who runs which rule: leases on {@code rule}, across tenants, for the system role; and what becomes of dead runs. All
 * times are the database's, so instances whose clocks differ agree. No statement waits for another one's row lock: an
 * instance that stopped in the middle of a transaction must not stop the others.
 */
@ApplicationScoped
public class ClaimRepository {
    private static final String CLAIM = """
            with due as (
                select tenant_id, rule_id,
                       case when not (enabled and schedule_enabled) then 'backfill'
                            when next_run_at <= now() then 'scheduled'
                            when resume_at <= now() then 'catch_up'
                            else 'backfill' end as mode
                from rule
                where (enabled and schedule_enabled and least(next_run_at, resume_at) <= now() or backfill_at <= now())
                  and (lease_until is null or lease_until <= now())
                  and (slow or not (enabled and schedule_enabled and coalesce(next_run_at <= now(), false))) = $1
                order by least(next_run_at, resume_at, backfill_at) limit $2
                for update skip locked)
            update rule r
            set lease_until = now() + $3::bigint * interval '1 millisecond', fencing_epoch = r.fencing_epoch + 1,
                resume_at = case when due.mode = 'backfill' then r.resume_at end,
                next_run_at = case when due.mode = 'scheduled' then %s else r.next_run_at end
            from due where r.tenant_id = due.tenant_id and r.rule_id = due.rule_id
            returning r.tenant_id, r.rule_id, r.version, r.fencing_epoch, due.mode
            """.formatted(DueTimes.following("r"));
    private static final String OPEN = """
            insert into rule_run (tenant_id, run_id, rule_id, rule_version, trigger_mode, status, fencing_epoch,
                                  lease_until, started_at)
            values ($1, $2, $3, $4, $5, 'running', $6, now() + $7::bigint * interval '1 millisecond', now())
            """;
    private static final String ABANDON = """
            with dead as (
                select run.tenant_id, run.run_id, run.rule_id, run.trigger_mode,
                       run.fencing_epoch = r.fencing_epoch as held
                from rule_run run join rule r on r.tenant_id = run.tenant_id and r.rule_id = run.rule_id
                where run.status = 'running' and run.lease_until <= now()
                for update of run, r skip locked),
            closed as (
                update rule_run run
                set status = 'abandoned', finished_at = now(),
                    error = 'the run stopped without an end: its process died or hung'
                from dead where run.tenant_id = dead.tenant_id and run.run_id = dead.run_id)
            update rule r
            set lease_until = null, failed_runs = r.failed_runs + 1,
                resume_at = case when dead.trigger_mode = 'backfill' then r.resume_at
                                 else now() + case when r.failed_runs = 0 then interval '0' else %s end end
            from dead where dead.held and r.tenant_id = dead.tenant_id and r.rule_id = dead.rule_id
            """.formatted(DueTimes.backOff("r", "$1"));
    private static final String BEAT = """
            with mine as (
                select run.tenant_id, run.run_id, run.rule_id, run.fencing_epoch = r.fencing_epoch as held
                from rule_run run join rule r on r.tenant_id = run.tenant_id and r.rule_id = run.rule_id
                where run.run_id = any($1) and run.status = 'running'
                for update of run, r skip locked),
            renewed as (
                update rule_run run set lease_until = now() + $2::bigint * interval '1 millisecond'
                from mine where run.tenant_id = mine.tenant_id and run.run_id = mine.run_id)
            update rule r set lease_until = now() + $2::bigint * interval '1 millisecond'
            from mine
            where mine.held and r.tenant_id = mine.tenant_id and r.rule_id = mine.rule_id and r.lease_until is not null
            """;
    private static final String RENEW = """
            update rule set lease_until = now() + $3::bigint * interval '1 millisecond', watermark = coalesce($4, watermark)
            where rule_id = $1 and fencing_epoch = $2 and lease_until is not null
            """;
    private static final String RELEASE = """
            update rule
            set lease_until = null,
                slow = $3,
                failed_runs = case when $4 then 0 else failed_runs + 1 end,
                resume_at = case when not $4 then now() + %s when $5 then now() end
            where rule_id = $1 and fencing_epoch = $2 and lease_until is not null
            """.formatted(DueTimes.backOff("rule", "$6"));

    private static final String RELEASE_BACKFILL = """
            update rule
            set lease_until = null,
                backfill_at = case when not $3 then now() + $5::bigint * interval '1 millisecond' when $4 then now() end
            where rule_id = $1 and fencing_epoch = $2 and lease_until is not null
            """;

    private final IdGenerator ids;

    ClaimRepository(IdGenerator ids) {
        this.ids = ids;
    }

    /** How a scheduled run left its rule: whether it took too long, succeeded, and has more to do. */
    record Ending(boolean slow, boolean succeeded, boolean more) {}

    /** Takes at most {@code limit} due rules of a lane and opens their run records; for the system role. */
    Uni<List<Claim>> claim(SqlConnection connection, Claim.Lane lane, Duration lease, int limit) {
        if (limit <= 0) {
            return Uni.createFrom().item(List.of());
        }
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(lane == Claim.Lane.SLOW, limit, lease.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> claim(row, lane))
                        .toList())
                .call(claims -> open(connection, claims, lease));
    }

    private static Uni<Void> open(SqlConnection connection, List<Claim> claims, Duration lease) {
        if (claims.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = claims.stream()
                .map(claim -> Tuple.tuple()
                        .addString(claim.tenant().value())
                        .addUUID(claim.runId())
                        .addUUID(claim.rule().value())
                        .addInteger(claim.version())
                        .addString(claim.mode().name().toLowerCase(Locale.ROOT))
                        .addLong(claim.epoch())
                        .addLong(lease.toMillis()))
                .toList();
        return connection.preparedQuery(OPEN).executeBatch(rows).replaceWithVoid();
    }

    /** Ends the records of runs whose lease is over; their rules are due again. For the system role. */
    Uni<Void> abandon(SqlConnection connection, Duration retryDelay) {
        return connection
                .preparedQuery(ABANDON)
                .execute(Tuple.of(retryDelay.toMillis()))
                .replaceWithVoid();
    }

    /** Says that these runs are still being worked on; for the system role. */
    Uni<Void> beat(SqlConnection connection, Collection<UUID> runs, Duration lease) {
        return connection
                .preparedQuery(BEAT)
                .execute(Tuple.of(runs.toArray(UUID[]::new), lease.toMillis()))
                .replaceWithVoid();
    }

    /** Moves the watermark, unless null, and keeps the rule; fails if the claim is no longer the rule's. In the tenant's transaction. */
    Uni<Void> renew(SqlConnection connection, Claim claim, Duration lease, @Nullable String watermark) {
        return connection
                .preparedQuery(RENEW)
                .execute(Tuple.of(claim.rule().value(), claim.epoch(), lease.toMillis(), watermark))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new FencedException();
                    }
                })
                .replaceWithVoid();
    }

    /** Lets the rule go, if it is still held by this claim. In the tenant's transaction. */
    Uni<Void> release(SqlConnection connection, Claim claim, Ending ending, Duration retryDelay) {
        if (claim.mode() == RuleRun.Mode.BACKFILL) {
            return connection
                    .preparedQuery(RELEASE_BACKFILL)
                    .execute(Tuple.of(
                            claim.rule().value(),
                            claim.epoch(),
                            ending.succeeded(),
                            ending.more(),
                            retryDelay.toMillis()))
                    .replaceWithVoid();
        }
        return connection
                .preparedQuery(RELEASE)
                .execute(Tuple.tuple()
                        .addUUID(claim.rule().value())
                        .addLong(claim.epoch())
                        .addBoolean(ending.slow())
                        .addBoolean(ending.succeeded())
                        .addBoolean(ending.more())
                        .addLong(retryDelay.toMillis()))
                .replaceWithVoid();
    }

    private Claim claim(Row row, Claim.Lane lane) {
        return new Claim(
                new TenantId(row.getString("tenant_id")),
                new RuleId(row.getUUID("rule_id")),
                row.getInteger("version"),
                row.getLong("fencing_epoch"),
                ids.next(),
                RuleRun.Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                lane);
    }

    /** The claim is over: what was done under it does not count. */
    static final class FencedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FencedException() {
            super("the run was too slow and another one has the rule, or the rule was changed");
        }
    }
}
