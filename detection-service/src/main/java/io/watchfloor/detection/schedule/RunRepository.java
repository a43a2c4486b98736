package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.RuleId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code rule_run} and the telemetry columns of {@code rule}, in the tenant's transaction. */
@ApplicationScoped
public class RunRepository {
    private static final String COLUMNS = """
            run_id, rule_id, rule_version, trigger_mode, status, match_count, suppressed_count, promoted_count,
            sample_log_ids, error, started_at, finished_at
            """;
    private static final String OPEN = """
            insert into rule_run (tenant_id, run_id, rule_id, rule_version, trigger_mode, status, lease_until, started_at)
            values ($1, $2, $3, $4, $5, 'running', now() + $6::bigint * interval '1 millisecond', now())
            """;
    private static final String ADD = """
            update rule_run
            set match_count = match_count + $2, suppressed_count = suppressed_count + $3,
                promoted_count = promoted_count + $4,
                sample_log_ids = (sample_log_ids || $5::text[])[1:%d],
                lease_until = now() + $6::bigint * interval '1 millisecond'
            where run_id = $1 and status = 'running'
            """.formatted(RuleRun.MAX_SAMPLE);
    private static final String EVALUATED = """
            update rule_run
            set rule_version = $2, logic_version = $3, from_mark = coalesce(from_mark, $4), to_mark = $5
            where run_id = $1
            """;
    private static final String CLOSE = """
            update rule_run set status = $2, error = $3, finished_at = clock_timestamp()
            where run_id = $1 and status = 'running'
            returning %s
            """.formatted(COLUMNS);
    private static final String TELEMETRY = """
            update rule set last_run_at = clock_timestamp(), last_match_count = $2,
                            last_triggered_at = case when $2::bigint > 0 then clock_timestamp() else last_triggered_at end
            where rule_id = $1
            """;
    private static final String FIND = "select " + COLUMNS + " from rule_run where run_id = $1";
    private static final String LIST = "select " + COLUMNS
            + " from rule_run where rule_id = $1 and ($2::uuid is null or run_id < $2) order by run_id desc limit $3";

    /** Found in one step: how many matches, how many of them muted and handed on, ids of matching events. */
    record Found(long matches, long suppressed, long promoted, List<String> sample) {}

    Uni<Void> open(SqlConnection connection, Rule rule, UUID runId, RuleRun.Mode mode, Duration lease) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(
                        rule.tenant().value(),
                        runId,
                        rule.id().value(),
                        rule.version(),
                        mode.name().toLowerCase(Locale.ROOT),
                        lease.toMillis()))
                .replaceWithVoid();
    }

    /** Adds what a step found; fails when the record was closed by somebody else. */
    Uni<Void> add(SqlConnection connection, UUID runId, Found found, Duration lease) {
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        runId,
                        found.matches(),
                        found.suppressed(),
                        found.promoted(),
                        found.sample().toArray(String[]::new),
                        lease.toMillis()))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new IllegalStateException("the run was closed while it worked");
                    }
                })
                .replaceWithVoid();
    }

    /** Notes that a run looked at all events between two marks with this version of the rule: the coverage ledger. */
    Uni<Void> evaluated(SqlConnection connection, UUID runId, Rule rule, String from, String to) {
        return connection
                .preparedQuery(EVALUATED)
                .execute(Tuple.of(runId, rule.version(), rule.logicVersion(), from, to))
                .replaceWithVoid();
    }

    /** Ends a record that is still running, and notes it on the rule; answers the record as it is. */
    Uni<RuleRun> close(SqlConnection connection, UUID runId, RuleRun.Status status, @Nullable String error) {
        return connection
                .preparedQuery(CLOSE)
                .execute(Tuple.of(runId, status.name().toLowerCase(Locale.ROOT), error))
                .chain(closed -> closed.rowCount() == 0
                        ? find(connection, runId)
                        : Uni.createFrom()
                                .item(run(closed.iterator().next()))
                                .call(run -> connection
                                        .preparedQuery(TELEMETRY)
                                        .execute(Tuple.of(run.ruleId(), run.matchCount()))));
    }

    private static Uni<RuleRun> find(SqlConnection connection, UUID runId) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(runId))
                .map(rows -> run(rows.iterator().next()));
    }

    /** The rule's runs, newest first, after {@code after}. */
    Uni<List<RuleRun>> list(SqlConnection connection, RuleId rule, @Nullable UUID after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(rule.value(), after, limit))
                .map(RunRepository::runs);
    }

    private static List<RuleRun> runs(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RunRepository::run)
                .toList();
    }

    private static RuleRun run(Row row) {
        Instant started = row.getOffsetDateTime("started_at").toInstant();
        OffsetDateTime finished = row.getOffsetDateTime("finished_at");
        Instant end = finished == null ? null : finished.toInstant();
        return new RuleRun(
                row.getUUID("run_id"),
                row.getUUID("rule_id"),
                row.getInteger("rule_version"),
                RuleRun.Mode.valueOf(row.getString("trigger_mode").toUpperCase(Locale.ROOT)),
                RuleRun.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getLong("match_count"),
                row.getLong("suppressed_count"),
                row.getLong("promoted_count"),
                List.of(row.getArrayOfStrings("sample_log_ids")),
                row.getString("error"),
                started,
                end,
                end == null ? null : Duration.between(started, end).toMillis());
    }
}
