package io.watchfloor.search.hunt;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.search.SearchResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code siem_hunt_runs} and the telemetry columns of {@code siem_hunts}, in the tenant's transaction. */
@ApplicationScoped
class HuntRunRepository {
    private static final String COLUMNS = """
            run_id, hunt_id, hunt_version, trigger_mode, status, run_by, match_count, match_exact, sample_log_ids, error,
            started_at, finished_at
            """;
    private static final String OPEN = """
            insert into siem_hunt_runs (tenant_id, run_id, hunt_id, hunt_version, trigger_mode, status, run_by,
                                        lease_until, started_at)
            values ($1, $2, $3, $4, 'manual', 'running', $5, now() + $6::bigint * interval '1 millisecond', now())
            """;
    private static final String ADD = """
            update siem_hunt_runs
            set match_count = match_count + $2, match_exact = match_exact and $3,
                sample_log_ids = (sample_log_ids || $4::text[])[1:%d]
            where run_id = $1 and status = 'running'
            """.formatted(HuntRun.MAX_SAMPLE);
    private static final String LOOKED_AT = """
            update siem_hunt_runs set from_mark = coalesce(from_mark, $2), to_mark = $3
            where run_id = $1 and status = 'running'
            """;
    private static final String CLOSE = """
            update siem_hunt_runs set status = $2, error = $3, finished_at = clock_timestamp()
            where run_id = $1 and status = 'running'
            returning %s
            """.formatted(COLUMNS);
    // A run that did not succeed says nothing about how many events match.
    private static final String TELEMETRY = """
            update siem_hunts
            set last_run_at = clock_timestamp(), run_count = run_count + 1,
                last_match_count = case when $2 then $3 else last_match_count end,
                last_match_exact = case when $2 then $4 else last_match_exact end
            where hunt_id = $1
            returning last_run_at, last_match_count, last_match_exact, run_count
            """;
    private static final String HOLD = "select 1 from siem_hunts where hunt_id = $1 for update";
    private static final String LIST = "select " + COLUMNS
            + " from siem_hunt_runs where hunt_id = $1 and ($2::uuid is null or run_id < $2) order by run_id desc limit $3";

    /** Found by a run or a step of one: how many matches, whether that is exact, ids of matching events. */
    record Found(long matches, boolean exact, List<String> sample) {
        static final Found NOTHING = new Found(0, true, List.of());
    }

    /** How a run ended, and the hunt's counters after it. */
    record Ended(HuntRun run, Hunt.Telemetry telemetry) {}

    /** Opens the record of a run by hand. */
    Uni<Void> open(SqlConnection connection, Hunt hunt, UUID runId, String runBy, Duration lease) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(
                        hunt.tenant().value(), runId, hunt.id().value(), hunt.version(), runBy, lease.toMillis()))
                .replaceWithVoid();
    }

    /**
     * Holds the hunt until the transaction ends. Before a record is touched: whoever holds both took the hunt
     * first.
     */
    Uni<Void> hold(SqlConnection connection, HuntId id) {
        return connection.preparedQuery(HOLD).execute(Tuple.of(id.value())).replaceWithVoid();
    }

    /** Adds what was found; fails when the record was closed by somebody else. */
    Uni<Void> add(SqlConnection connection, UUID runId, Found found) {
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        runId, found.matches(), found.exact(), found.sample().toArray(String[]::new)))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw closedBefore();
                    }
                })
                .replaceWithVoid();
    }

    /** Notes that the run looked at everything between two marks. */
    Uni<Void> lookedAt(SqlConnection connection, UUID runId, String from, String to) {
        return connection
                .preparedQuery(LOOKED_AT)
                .execute(Tuple.of(runId, from, to))
                .replaceWithVoid();
    }

    /** Ends a record that is still running, and notes it on the hunt; empty when it was ended before. */
    Uni<Optional<Ended>> close(SqlConnection connection, UUID runId, HuntRun.Status status, @Nullable String error) {
        return connection
                .preparedQuery(CLOSE)
                .execute(Tuple.of(runId, word(status), error))
                .chain(closed -> closed.rowCount() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : note(connection, run(closed.iterator().next())).map(Optional::of));
    }

    private static Uni<Ended> note(SqlConnection connection, HuntRun run) {
        return connection
                .preparedQuery(TELEMETRY)
                .execute(Tuple.of(
                        run.huntId().value(),
                        run.status() == HuntRun.Status.SUCCEEDED,
                        run.matchCount(),
                        run.matchRelation() == SearchResult.Relation.EXACT))
                .map(rows ->
                        new Ended(run, HuntRepository.telemetry(rows.iterator().next())));
    }

    /** The hunt's runs, newest first, after {@code after}. */
    Uni<List<HuntRun>> list(SqlConnection connection, HuntId hunt, @Nullable UUID after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(hunt.value(), after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HuntRunRepository::run)
                        .toList());
    }

    static ProblemException closedBefore() {
        return new ProblemException(
                CommonProblem.CONFLICT, "The hunt was deleted, or its run given up, while it was under way");
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static HuntRun run(Row row) {
        Instant started = row.getOffsetDateTime("started_at").toInstant();
        OffsetDateTime finished = row.getOffsetDateTime("finished_at");
        Instant end = finished == null ? null : finished.toInstant();
        return new HuntRun(
                row.getUUID("run_id"),
                new HuntId(row.getUUID("hunt_id")),
                row.getInteger("hunt_version"),
                HuntRun.Mode.valueOf(row.getString("trigger_mode").toUpperCase(Locale.ROOT)),
                HuntRun.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("run_by"),
                row.getLong("match_count"),
                SearchResult.Relation.of(row.getBoolean("match_exact")),
                List.of(row.getArrayOfStrings("sample_log_ids")),
                row.getString("error"),
                started,
                end,
                end == null ? null : Duration.between(started, end).toMillis());
    }
}
