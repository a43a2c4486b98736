package io.watchfloor.search.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.search.search.SearchSteps.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code siem_search_jobs} for those who make jobs and read them, in the tenant's transaction. */
@ApplicationScoped
class JobRepository {
    // Of two requests at once the second sees what the first has made.
    private static final String ALONE =
            "select pg_advisory_xact_lock(hashtextextended('search jobs of ' || current_setting('app.tenant'), 0))";
    private static final String ROOM = """
            select count(*) filter (where state in ('queued', 'running')) as of_tenant,
                   count(*) filter (where state in ('queued', 'running') and created_by = $1) as of_user,
                   count(*) filter (where created_by = $1) as kept
              from siem_search_jobs
            """;
    private static final String INSERT = """
            insert into siem_search_jobs (tenant_id, job_id, created_by, request, request_key, request_hash, state,
                                          range_from, range_to, position, served_at, created_at, expires_at)
            values (current_setting('app.tenant'), $1, $2, $3, $4, $5, 'queued', $6, $7, $8, now(), now(),
                    now() + $9::bigint * interval '1 millisecond')
            returning %s
            """.formatted(JobRow.COLUMNS);
    private static final String OF_KEY =
            "select " + JobRow.COLUMNS + " from siem_search_jobs where created_by = $1 and request_key = $2";
    private static final String FIND =
            "select " + JobRow.COLUMNS + " from siem_search_jobs where job_id = $1 and created_by = $2";
    private static final String LIST = "select " + JobRow.COLUMNS
            + " from siem_search_jobs where created_by = $1 and ($2::uuid is null or job_id < $2) order by job_id desc limit $3";
    private static final String CANCEL = """
            update siem_search_jobs set state = 'cancelled', reason = 'cancelled', lease_until = null, finished_at = now()
            where job_id = $1 and created_by = $2 and state in ('queued', 'running')
            """;
    private static final String DELETE = "delete from siem_search_jobs where job_id = $1 and created_by = $2";

    /** A job to be stored. */
    record Draft(UUID id, String requestJson, @Nullable String key, String hash, Position position, Duration keep) {}

    /** A stored job and the hash of the request that made it. */
    record Keyed(Job job, String hash) {}

    /** How many jobs there are: active ones of the tenant and of the user, and all of the user. */
    record Room(long ofTenant, long ofUser, long kept) {}

    Uni<Void> alone(SqlConnection connection) {
        return connection.query(ALONE).execute().replaceWithVoid();
    }

    Uni<Room> room(SqlConnection connection, Caller caller) {
        return connection
                .preparedQuery(ROOM)
                .execute(Tuple.of(caller.subject()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Room(row.getLong("of_tenant"), row.getLong("of_user"), row.getLong("kept")));
    }

    Uni<Job> insert(SqlConnection connection, Caller caller, Draft draft) {
        Tuple row = Tuple.tuple()
                .addUUID(draft.id())
                .addString(caller.subject())
                .addString(draft.requestJson())
                .addString(draft.key())
                .addString(draft.hash())
                .addValue(draft.position().range().from().atOffset(ZoneOffset.UTC))
                .addValue(draft.position().range().to().atOffset(ZoneOffset.UTC))
                .addArrayOfString(draft.position().values().toArray(String[]::new))
                .addLong(draft.keep().toMillis());
        return connection
                .preparedQuery(INSERT)
                .execute(row)
                .map(rows -> JobRow.read(rows.iterator().next()));
    }

    Uni<Optional<Keyed>> ofKey(SqlConnection connection, Caller caller, String key) {
        return connection
                .preparedQuery(OF_KEY)
                .execute(Tuple.of(caller.subject(), key))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Keyed(JobRow.read(row), row.getString("request_hash")))
                        .findFirst());
    }

    /** A job of the caller. */
    Uni<Optional<Job>> find(SqlConnection connection, Caller caller, UUID id) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(id, caller.subject()))
                .map(JobRepository::jobs)
                .map(jobs -> jobs.stream().findFirst());
    }

    /** The caller's jobs, newest first. */
    Uni<List<Job>> list(SqlConnection connection, Caller caller, @Nullable UUID after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(caller.subject(), after, limit))
                .map(JobRepository::jobs);
    }

    /** Whether it was active. */
    Uni<Boolean> cancel(SqlConnection connection, Caller caller, UUID id) {
        return connection
                .preparedQuery(CANCEL)
                .execute(Tuple.of(id, caller.subject()))
                .map(rows -> rows.rowCount() > 0);
    }

    Uni<Void> delete(SqlConnection connection, Caller caller, UUID id) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(id, caller.subject()))
                .replaceWithVoid();
    }

    private static List<Job> jobs(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(JobRow::read).toList();
    }
}
