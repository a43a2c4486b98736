package io.watchfloor.search.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.search.SearchSteps.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who works on which job: leases with fencing epochs on {@code siem_search_jobs}. All times are the database's. A job whose instance died is
 * taken up by another one where its last step left it.
 */
@ApplicationScoped
class JobClaims {
    private static final int MOST_ATTEMPTS = 5;
    private static final String CLAIM = """
            with due as (
                select tenant_id, job_id from siem_search_jobs
                where state in ('queued', 'running')
                  and case when state = 'running' then lease_until <= now()
                           else started_at is null or served_at <= now() - interval '100 milliseconds' end
                order by served_at limit $1 for update skip locked)
            update siem_search_jobs job
            set state = 'running', fencing_epoch = job.fencing_epoch + 1, attempts = job.attempts + 1, served_at = now(),
                lease_until = now() + $2::bigint * interval '1 millisecond', started_at = coalesce(job.started_at, now())
            from due where job.tenant_id = due.tenant_id and job.job_id = due.job_id
            returning job.tenant_id, job.job_id, job.fencing_epoch
            """;
    private static final String GIVE_UP = """
            update siem_search_jobs
            set state = 'failed', error = 'It was taken up %1$d times without getting on', lease_until = null, finished_at = now()
            where state = 'running' and lease_until <= now() and attempts >= %1$d
            """.formatted(MOST_ATTEMPTS);
    private static final String EXPIRE = "delete from siem_search_jobs where expires_at <= now()";
    private static final String HELD = "select " + JobRow.COLUMNS
            + " from siem_search_jobs where job_id = $1 and fencing_epoch = $2 and state = 'running'";
    private static final String ADVANCE = """
            update siem_search_jobs
            set position = $3, looked_to = $4, matched = $5, kept = $6, kept_bytes = $7, exact = $8, reason = $9, attempts = 0,
                lease_until = case when $10 then null else now() + $11::bigint * interval '1 millisecond' end,
                state = case when $10 then 'succeeded' else state end,
                finished_at = case when $10 then now() end
            where job_id = $1 and fencing_epoch = $2 and state = 'running'
            """;
    private static final String RELEASE = """
            update siem_search_jobs
            set lease_until = null, served_at = now(), error = $3, attempts = 0,
                state = case when $3::text is null then 'queued' else 'failed' end,
                finished_at = case when $3::text is null then null else now() end
            where job_id = $1 and fencing_epoch = $2 and state = 'running'
            """;

    private final JobConfig config;

    JobClaims(JobConfig config) {
        this.config = config;
    }

    /** The right to work on a job until another claim of it is made. */
    record Claim(TenantId tenant, UUID job, long epoch) {}

    /**
     * How far a job is after a step.
     *
     * @param position where it goes on
     * @param reason why it ends before everything was looked at; null otherwise
     * @param ended whether it ends
     */
    record Progress(
            Position position,
            Instant lookedTo,
            Job.Counts counts,
            @Nullable String reason,
            boolean ended) {}

    /** Takes jobs that wait, the one served longest ago first; for the system role. */
    Uni<List<Claim>> claim(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(limit, config.lease().toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Claim(
                                new TenantId(row.getString("tenant_id")),
                                row.getUUID("job_id"),
                                row.getLong("fencing_epoch")))
                        .toList());
    }

    /** Ends jobs that take their instances with them; for the system role. */
    Uni<Void> giveUp(SqlConnection connection) {
        return connection.query(GIVE_UP).execute().replaceWithVoid();
    }

    /** Forgets jobs whose time is over; for the system role. */
    Uni<Integer> expire(SqlConnection connection) {
        return connection.query(EXPIRE).execute().map(rows -> rows.rowCount());
    }

    /** The job, if the claim still holds; in the tenant's transaction. */
    Uni<Optional<Job>> held(SqlConnection connection, Claim claim) {
        return connection
                .preparedQuery(HELD)
                .execute(Tuple.of(claim.job(), claim.epoch()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(JobRow::read)
                        .findFirst());
    }

    /** Notes a step; false when the claim no longer holds. In the tenant's transaction. */
    Uni<Boolean> advance(SqlConnection connection, Claim claim, Progress progress) {
        Job.Counts counts = progress.counts();
        Tuple row = Tuple.tuple()
                .addUUID(claim.job())
                .addLong(claim.epoch())
                .addArrayOfString(progress.position().values().toArray(String[]::new))
                .addValue(progress.lookedTo().atOffset(ZoneOffset.UTC))
                .addLong(counts.matched())
                .addInteger(counts.kept())
                .addLong(counts.keptBytes())
                .addBoolean(counts.exact())
                .addString(progress.reason())
                .addBoolean(progress.ended())
                .addLong(config.lease().toMillis());
        return connection.preparedQuery(ADVANCE).execute(row).map(rows -> rows.rowCount() > 0);
    }

    /** Lets a job go that has more to do, or failed; in the tenant's transaction. */
    Uni<Void> release(SqlConnection connection, Claim claim, @Nullable String error) {
        return connection
                .preparedQuery(RELEASE)
                .execute(Tuple.of(claim.job(), claim.epoch(), error))
                .replaceWithVoid();
    }
}
