package io.watchfloor.detection.coverage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.detection.coverage.OffsetRanges.Placed;
import io.watchfloor.detection.coverage.OffsetRanges.Range;
import io.watchfloor.detection.rule.RuleId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The ledger as it stands in {@code rule_run}, {@code rule_version} and {@code stream_coverage}; in the tenant's transaction. */
@ApplicationScoped
public class CoverageRepository {
    private static final String START = """
            select start_mark, changed_at from rule_version
            where rule_id = $1 and logic_version = $2 order by version limit 1
            """;
    private static final String BY_RUNS = """
            with evaluated as (
                select p.key::int as partition,
                       int8range(coalesce((run.from_mark::jsonb ->> p.key)::bigint, 0), p.value::bigint) as range
                from rule_run run cross join jsonb_each_text(run.to_mark::jsonb) p
                where run.rule_id = $1 and run.logic_version = $2 and run.to_mark is not null
                  and p.value::bigint > coalesce((run.from_mark::jsonb ->> p.key)::bigint, 0))
            select partition, lower(range) as from_offset, upper(range) as to_offset
            from (select partition, unnest(range_agg(range)) as range from evaluated group by partition) joined
            """;
    /** Which version of the rule was in the set of rules from one revision up to another. */
    private static final String IN_FORCE = """
            with in_force as (
                select version, logic_version, streaming, revision as since,
                       lead(revision) over (order by version) as until,
                       coalesce((spec ->> 'enabled')::boolean, true)
                           and (streaming or coalesce((spec ->> 'schedule_enabled')::boolean, false)) as active
                from rule_version where rule_id = $1 and revision is not null)
            """;

    private static final String BY_STREAM = IN_FORCE + """
            select partition, lower(range) as from_offset, upper(range) as to_offset
            from (select s.partition, unnest(range_agg(int8range(s.from_offset, s.to_offset))) as range
                  from in_force v
                  join stream_coverage s on s.revision >= v.since and (v.until is null or s.revision < v.until)
                  where case when $3 then not v.active else v.streaming and v.logic_version = $2 end
                  group by s.partition) joined
            """;
    private static final String ENDS =
            "select partition, max(to_offset) as from_offset, max(to_offset) as to_offset from stream_coverage group by 1";
    private static final String STREAM_EVALUATIONS = IN_FORCE + """
            select 'stream' as by, v.version, v.logic_version, s.first_at, s.last_at, null::uuid as run_id,
                   null::text as trigger_mode, null::bigint as match_count
            from stream_coverage s
            join in_force v on s.revision >= v.since and (v.until is null or s.revision < v.until)
            where v.streaming and s.partition = $2 and s.from_offset <= $3 and s.to_offset > $3
            """;
    private static final String RUN_EVALUATIONS = """
            select 'run' as by, rule_version as version, logic_version, started_at as first_at,
                   coalesce(finished_at, lease_until) as last_at, run_id, trigger_mode, match_count
            from rule_run
            where rule_id = $1 and to_mark is not null
              and coalesce((from_mark::jsonb ->> $2::text)::bigint, 0) <= $3
              and (to_mark::jsonb ->> $2::text)::bigint > $3
            """;
    private static final String REQUEST = "update rule set backfill_at = now() where rule_id = $1";

    /**
     * Where this logic of a rule begins.
     *
     * @param mark null until the broker was asked
     * @param madeAt nothing behind the mark was sent before
     */
    record Start(@Nullable String mark, Instant madeAt) {}

    Uni<Start> start(SqlConnection connection, RuleId rule, int logicVersion) {
        return connection
                .preparedQuery(START)
                .execute(Tuple.of(rule.value(), logicVersion))
                .map(rows -> rows.rowCount() == 0
                        ? new Start(null, Instant.EPOCH)
                        : start(rows.iterator().next()));
    }

    private static Start start(Row row) {
        return new Start(
                row.getString("start_mark"), row.getOffsetDateTime("changed_at").toInstant());
    }

    Uni<OffsetRanges> byRuns(SqlConnection connection, RuleId rule, int logicVersion) {
        return ranges(connection, BY_RUNS, Tuple.of(rule.value(), logicVersion));
    }

    /** What the stream asked this logic of the rule about. */
    Uni<OffsetRanges> byStream(SqlConnection connection, RuleId rule, int logicVersion) {
        return ranges(connection, BY_STREAM, Tuple.of(rule.value(), logicVersion, false));
    }

    /** What passed by while the rule was disabled. */
    Uni<OffsetRanges> whileInactive(SqlConnection connection, RuleId rule) {
        return ranges(connection, BY_STREAM, Tuple.of(rule.value(), 0, true));
    }

    /** How far the stream has come. */
    Uni<Map<Integer, Long>> streamEnds(SqlConnection connection) {
        return connection.query(ENDS).execute().map(rows -> {
            Map<Integer, Long> ends = new HashMap<>();
            rows.forEach(row -> ends.put(row.getInteger("partition"), row.getLong("to_offset")));
            return ends;
        });
    }

    /** Each time that the rule was asked about the event at this place. */
    Uni<List<CoverageView.Evaluation>> evaluations(SqlConnection connection, RuleId rule, int partition, long offset) {
        return connection
                .preparedQuery(STREAM_EVALUATIONS)
                .execute(Tuple.of(rule.value(), partition, offset))
                .chain(stream -> connection
                        .preparedQuery(RUN_EVALUATIONS)
                        .execute(Tuple.of(rule.value(), Integer.toString(partition), offset))
                        .map(runs -> java.util.stream.Stream.concat(evaluations(stream), evaluations(runs))
                                .toList()));
    }

    /** Asks the schedule to close the holes. */
    Uni<Void> requestBackfill(SqlConnection connection, RuleId rule) {
        return connection.preparedQuery(REQUEST).execute(Tuple.of(rule.value())).replaceWithVoid();
    }

    private static java.util.stream.Stream<CoverageView.Evaluation> evaluations(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new CoverageView.Evaluation(
                        row.getString("by"),
                        row.getInteger("version"),
                        row.getInteger("logic_version"),
                        row.getOffsetDateTime("first_at").toInstant(),
                        row.getOffsetDateTime("last_at").toInstant(),
                        row.getUUID("run_id"),
                        row.getString("trigger_mode"),
                        row.getLong("match_count")));
    }

    private static Uni<OffsetRanges> ranges(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> OffsetRanges.of(StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Placed(
                                row.getInteger("partition"),
                                new Range(row.getLong("from_offset"), row.getLong("to_offset"))))
                        .toList()));
    }
}
