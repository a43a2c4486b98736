package io.watchfloor.detection.metrics;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.detection.metrics.DetectionMetrics.Bucket;
import io.watchfloor.detection.metrics.DetectionMetrics.RuleCounts;
import io.watchfloor.detection.metrics.DetectionMetrics.Verdicts;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.RuleVisibility;
import io.watchfloor.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Counts over the rules that a caller sees; each method is one query in the tenant's transaction. */
@ApplicationScoped
class MetricsRepository {
    private static final String HOUR = "date_bin('1 hour', %s, timestamptz '2000-01-01 00:00:00Z')";
    private static final String FAILED = "count(*) filter (where status in ('failed', 'abandoned'))";

    private static final String RULES = """
            select count(*) as total, count(*) filter (where enabled) as enabled,
                   count(*) filter (where enabled and schedule_enabled) as scheduled
            from rule r where """ + RuleVisibility.SEEN;

    private static final String RUNS = """
            select trigger_mode, status, count(*) as runs, sum(match_count)::bigint as matches,
                   sum(suppressed_count)::bigint as suppressed, sum(promoted_count)::bigint as promoted
            from rule_run x join rule r using (tenant_id, rule_id)
            where started_at >= $4 and """ + RuleVisibility.SEEN + " group by trigger_mode, status";

    private static final String BY_RULE = """
            select r.rule_id, r.spec ->> 'name' as name, r.enabled, coalesce(x.runs, 0) as runs,
                   coalesce(x.failed, 0) as failed, coalesce(x.matches, 0)::bigint as run_matches,
                   coalesce(x.suppressed, 0)::bigint as suppressed, coalesce(h.matches, 0)::bigint as matches,
                   coalesce(h.events, 0)::bigint as events, coalesce(f.rights, 0) as rights,
                   coalesce(f.wrongs, 0) as wrongs
            from rule r
            left join (select rule_id, count(*) as runs, %s as failed, sum(match_count) as matches,
                              sum(suppressed_count) as suppressed
                       from rule_run where started_at >= $4 group by rule_id) x using (rule_id)
            left join (select rule_id, sum(matches) as matches, sum(events) as events
                       from rule_hour where hour >= $4 group by rule_id) h using (rule_id)
            left join (select rule_id, count(*) filter (where verdict = 'true_positive') as rights,
                              count(*) filter (where verdict = 'false_positive') as wrongs
                       from rule_feedback group by rule_id) f using (rule_id)
            where (x.runs > 0 or h.matches > 0 or f.rights + f.wrongs > 0) and %s
            order by greatest(coalesce(x.matches, 0), coalesce(h.matches, 0)) desc, r.rule_id limit %d
            """.formatted(FAILED, RuleVisibility.SEEN, DetectionMetrics.MAX_RULES);

    private static final String VERDICTS = """
            select count(*) filter (where verdict = 'true_positive') as rights,
                   count(*) filter (where verdict = 'false_positive') as wrongs
            from rule_feedback join rule r using (tenant_id, rule_id) where """ + RuleVisibility.SEEN;

    private static final String BY_HOUR =
            """
            with seen as (select rule_id from rule r where %s), hours as (
                select %s as hour, count(*) as runs, %s as failed, sum(match_count) as run_matches,
                       sum(suppressed_count) as suppressed, 0 as matches, 0 as events, 0 as rights, 0 as wrongs
                from rule_run join seen using (rule_id) where started_at >= $4 group by 1
                union all
                select hour, 0, 0, 0, 0, sum(matches), sum(events), 0, 0
                from rule_hour join seen using (rule_id) where hour >= $4 group by hour
                union all
                select %s, 0, 0, 0, 0, 0, 0, count(*) filter (where verdict = 'true_positive'),
                       count(*) filter (where verdict = 'false_positive')
                from rule_feedback join seen using (rule_id) where created_at >= $4 group by 1)
            select hour, sum(runs)::bigint as runs, sum(failed)::bigint as failed,
                   sum(run_matches)::bigint as run_matches, sum(suppressed)::bigint as suppressed,
                   sum(matches)::bigint as matches, sum(events)::bigint as events, sum(rights)::bigint as rights,
                   sum(wrongs)::bigint as wrongs
            from hours group by hour order by hour
            """.formatted(RuleVisibility.SEEN, HOUR.formatted("started_at"), FAILED, HOUR.formatted("created_at"));

    /** Runs of one trigger and status. */
    record Volume(String trigger, String status, long runs, long matches, long suppressed, long promoted) {}

    Uni<RuleCounts> rules(SqlConnection connection, Caller caller) {
        return connection
                .preparedQuery(RULES)
                .execute(RuleVisibility.of(caller))
                .map(rows -> rows.iterator().next())
                .map(row -> new RuleCounts(row.getLong("total"), row.getLong("enabled"), row.getLong("scheduled")));
    }

    Uni<List<Volume>> runs(SqlConnection connection, Caller caller, Instant from) {
        return query(
                connection,
                RUNS,
                caller,
                from,
                row -> new Volume(
                        row.getString("trigger_mode"),
                        row.getString("status"),
                        row.getLong("runs"),
                        row.getLong("matches"),
                        row.getLong("suppressed"),
                        row.getLong("promoted")));
    }

    Uni<List<RuleMetrics>> byRule(SqlConnection connection, Caller caller, Instant from, NoiseLimits limits) {
        return query(connection, BY_RULE, caller, from, row -> rule(row, limits));
    }

    Uni<Verdicts> verdicts(SqlConnection connection, Caller caller) {
        return connection
                .preparedQuery(VERDICTS)
                .execute(RuleVisibility.of(caller))
                .map(rows -> rows.iterator().next())
                .map(row -> Verdicts.of(row.getLong("rights"), row.getLong("wrongs")));
    }

    /** The hours in which there was anything, oldest first. */
    Uni<List<Bucket>> byHour(SqlConnection connection, Caller caller, Instant from) {
        return query(connection, BY_HOUR, caller, from, MetricsRepository::bucket);
    }

    private static <T> Uni<List<T>> query(
            SqlConnection connection, String sql, Caller caller, Instant from, Function<Row, T> shape) {
        return connection
                .preparedQuery(sql)
                .execute(RuleVisibility.of(caller).addOffsetDateTime(from.atOffset(ZoneOffset.UTC)))
                .map(rows -> shaped(rows, shape));
    }

    private static <T> List<T> shaped(RowSet<Row> rows, Function<Row, T> shape) {
        return StreamSupport.stream(rows.spliterator(), false).map(shape).toList();
    }

    private static RuleMetrics rule(Row row, NoiseLimits limits) {
        long matches = row.getLong("matches");
        long runMatches = row.getLong("run_matches");
        long right = row.getLong("rights");
        long wrong = row.getLong("wrongs");
        return new RuleMetrics(
                new RuleId(row.getUUID("rule_id")),
                row.getString("name"),
                row.getBoolean("enabled"),
                row.getLong("runs"),
                row.getLong("failed"),
                runMatches,
                row.getLong("suppressed"),
                matches,
                row.getLong("events"),
                right,
                wrong,
                Verdicts.of(right, wrong).precision(),
                limits.noise(Math.max(matches, runMatches), right, wrong));
    }

    private static Bucket bucket(Row row) {
        return new Bucket(
                row.getOffsetDateTime("hour").toInstant(),
                row.getLong("runs"),
                row.getLong("failed"),
                row.getLong("run_matches"),
                row.getLong("suppressed"),
                row.getLong("matches"),
                row.getLong("events"),
                row.getLong("rights"),
                row.getLong("wrongs"));
    }
}
