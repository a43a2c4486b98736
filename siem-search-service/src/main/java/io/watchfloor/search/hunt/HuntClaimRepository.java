package io.watchfloor.search.hunt;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.schedule.DueTimes;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Who runs which hunt: leases on {@code siem_hunts}, across tenants, for the system role; and what becomes of dead runs.
 * All times are the database's, so instances whose clocks differ agree. No statement waits for another one's row lock: an
 * instance that stopped in the middle of a transaction must not stop the others.
 */
@ApplicationScoped
public class HuntClaimRepository {
    private static final String CLAIM = """
            with due as (
                select h.tenant_id, h.hunt_id,
                       case when h.next_run_at <= now() then 'scheduled' else 'catch_up' end as mode
                from siem_hunts h
                where h.schedule_enabled and least(h.next_run_at, h.resume_at) <= now()
                  and (h.lease_until is null or h.lease_until <= now()) and %s
                order by least(h.next_run_at, h.resume_at) limit $1
                for update of h skip locked)
            update siem_hunts h
            set lease_until = now() + $2::bigint * interval '1 millisecond', fencing_epoch = h.fencing_epoch + 1,
                resume_at = null,
                next_run_at = case when due.mode = 'scheduled' then %s else h.next_run_at end
            from due where h.tenant_id = due.tenant_id and h.hunt_id = due.hunt_id
            returning h.tenant_id, h.hunt_id, h.version, h.fencing_epoch, h.created_by, due.mode
            """.formatted(OwnerRights.mayRun("$3", "$4"), DueTimes.following("h"));
    private static final String OPEN = """
            insert into siem_hunt_runs (tenant_id, run_id, hunt_id, hunt_version, trigger_mode, status, run_by,
                                        fencing_epoch, lease_until, started_at)
            values ($1, $2, $3, $4, $5, 'running', $6, $7, now() + $8::bigint * interval '1 millisecond', now())
            """;
    private static final String ABANDON = """
            with dead as (
                select run.tenant_id, run.run_id, run.hunt_id, run.fencing_epoch = h.fencing_epoch as held
                from siem_hunt_runs run
                join siem_hunts h on h.tenant_id = run.tenant_id and h.hunt_id = run.hunt_id
                where run.status = 'running' and run.lease_until <= now()
                for update of run, h skip locked),
            closed as (
                update siem_hunt_runs run
                set status = 'abandoned', finished_at = now(),
                    error = 'the run stopped without an end: its process died or hung'
                from dead where run.tenant_id = dead.tenant_id and run.run_id = dead.run_id)
            update siem_hunts h
            set lease_until = null, failed_runs = h.failed_runs + 1,
                resume_at = now() + case when h.failed_runs = 0 then interval '0' else %s end
            from dead where dead.held and h.tenant_id = dead.tenant_id and h.hunt_id = dead.hunt_id
            """.formatted(DueTimes.backOff("h", "$1"));
    private static final String BEAT = """
            with mine as (
                select run.tenant_id, run.run_id, run.hunt_id, run.fencing_epoch = h.fencing_epoch as held
                from siem_hunt_runs run
                join siem_hunts h on h.tenant_id = run.tenant_id and h.hunt_id = run.hunt_id
                where run.run_id = any($1) and run.status = 'running'
                for update of run, h skip locked),
            renewed as (
                update siem_hunt_runs run set lease_until = now() + $2::bigint * interval '1 millisecond'
                from mine where run.tenant_id = mine.tenant_id and run.run_id = mine.run_id)
            update siem_hunts h set lease_until = now() + $2::bigint * interval '1 millisecond'
            from mine
            where mine.held and h.tenant_id = mine.tenant_id and h.hunt_id = mine.hunt_id and h.lease_until is not null
            """;
    private static final String RENEW = """
            update siem_hunts set lease_until = now() + $3::bigint * interval '1 millisecond', watermark = $4
            where hunt_id = $1 and fencing_epoch = $2 and lease_until is not null
            """;
    private static final String RELEASE = """
            update siem_hunts h
            set lease_until = null, failed_runs = case when $3 then 0 else failed_runs + 1 end,
                resume_at = case when not $3 then now() + %s when $4 then now() end
            where hunt_id = $1 and fencing_epoch = $2 and lease_until is not null
            """.formatted(DueTimes.backOff("h", "$5"));

    private final HuntConfig config;
    private final IdGenerator ids;

    HuntClaimRepository(HuntConfig config, IdGenerator ids) {
        this.config = config;
        this.ids = ids;
    }

    /** How a run left its hunt: whether it succeeded, and has more to do. */
    record Ending(boolean succeeded, boolean more) {}

    /** Takes at most {@code limit} due hunts whose owners may run them, and opens their run records; for the system role. */
    Uni<List<HuntClaim>> claim(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(
                        limit,
                        config.lease().toMillis(),
                        OwnerRights.searchingRoles(),
                        config.ownerSilence().toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::claim)
                        .toList())
                .call(claims -> open(connection, claims));
    }

    private Uni<Void> open(SqlConnection connection, List<HuntClaim> claims) {
        if (claims.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = claims.stream()
                .map(claim -> Tuple.tuple()
                        .addString(claim.tenant().value())
                        .addUUID(claim.runId())
                        .addUUID(claim.hunt().value())
                        .addInteger(claim.version())
                        .addString(HuntRunRepository.word(claim.mode()))
                        .addString(claim.owner())
                        .addLong(claim.epoch())
                        .addLong(config.lease().toMillis()))
                .toList();
        return connection.preparedQuery(OPEN).executeBatch(rows).replaceWithVoid();
    }

    /** Ends the records of runs whose lease is over; their hunts are due again. For the system role. */
    Uni<Void> abandon(SqlConnection connection) {
        return connection
                .preparedQuery(ABANDON)
                .execute(Tuple.of(config.retryDelay().toMillis()))
                .replaceWithVoid();
    }

    /** Says that these runs are still being worked on; for the system role. */
    Uni<Void> beat(SqlConnection connection, Collection<UUID> runs) {
        return connection
                .preparedQuery(BEAT)
                .execute(Tuple.of(runs.toArray(UUID[]::new), config.lease().toMillis()))
                .replaceWithVoid();
    }

    /** Moves the watermark and keeps the hunt; fails if the claim is no longer the hunt's. In the tenant's transaction. */
    Uni<Void> renew(SqlConnection connection, HuntClaim claim, String watermark) {
        return connection
                .preparedQuery(RENEW)
                .execute(Tuple.of(
                        claim.hunt().value(), claim.epoch(), config.lease().toMillis(), watermark))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new FencedException();
                    }
                })
                .replaceWithVoid();
    }

    /** Lets the hunt go, if it is still held by this claim. In the tenant's transaction. */
    Uni<Void> release(SqlConnection connection, HuntClaim claim, Ending ending) {
        return connection
                .preparedQuery(RELEASE)
                .execute(Tuple.of(
                        claim.hunt().value(),
                        claim.epoch(),
                        ending.succeeded(),
                        ending.more(),
                        config.retryDelay().toMillis()))
                .replaceWithVoid();
    }

    private HuntClaim claim(Row row) {
        return new HuntClaim(
                new TenantId(row.getString("tenant_id")),
                new HuntId(row.getUUID("hunt_id")),
                row.getInteger("version"),
                row.getLong("fencing_epoch"),
                ids.next(),
                HuntRun.Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                row.getString("created_by"));
    }
}
