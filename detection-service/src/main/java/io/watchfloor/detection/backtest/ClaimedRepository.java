package io.watchfloor.detection.backtest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.RuleSpec;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who works on which back-test: leases on the table {@code backtest}, by the database's clock. A lease that is over is
 * taken by another instance, which begins anew; whoever had it changes nothing more.
 */
@ApplicationScoped
class ClaimedRepository {
    /** Those that run count first, so a tenant's places are those of its oldest open ones. */
    private static final String CLAIM = """
            with placed as (
                select tenant_id, backtest_id,
                       row_number() over (partition by tenant_id order by state = 'running' desc, backtest_id) as place
                from backtest where state in ('queued', 'running')),
            due as (
                select b.tenant_id, b.backtest_id
                from backtest b join placed p on p.tenant_id = b.tenant_id and p.backtest_id = b.backtest_id
                where p.place <= $1 and (b.state = 'queued' or b.state = 'running' and b.lease_until <= now())
                order by b.backtest_id limit $2
                for update of b skip locked)
            update backtest b
            set state = case when b.fencing_epoch >= $4 then 'failed' else 'running' end,
                error = case when b.fencing_epoch >= $4
                    then 'the instances that worked on it died or hung, time after time' end,
                finished_at = case when b.fencing_epoch >= $4 then now() end,
                lease_until = case when b.fencing_epoch < $4 then now() + $3::bigint * interval '1 millisecond' end,
                fencing_epoch = b.fencing_epoch + 1, progress = null, report = null, started_at = now()
            from due where b.tenant_id = due.tenant_id and b.backtest_id = due.backtest_id
            returning b.tenant_id, b.backtest_id, b.fencing_epoch, b.state
            """;

    private static final String LOAD = """
            select rule_id, rule_version, logic_version, spec, range_from, range_to, max_matches
            from backtest where backtest_id = $1
            """;
    private static final String BEAT = """
            update backtest
            set lease_until = now() + $4::bigint * interval '1 millisecond', progress = coalesce($5, progress),
                report = coalesce($6, report)
            where tenant_id = $1 and backtest_id = $2 and fencing_epoch = $3 and state = 'running'
            """;
    private static final String FINISH = """
            update backtest
            set state = $3, progress = coalesce($4, progress), report = coalesce($5, report), error = $6,
                lease_until = null, finished_at = clock_timestamp()
            where backtest_id = $1 and fencing_epoch = $2 and state = 'running'
            """;

    private static final String SWEEP =
            "delete from backtest where finished_at < now() - $1::bigint * interval '1 millisecond'";

    /** What is to be done. */
    record Work(RuleId rule, int version, int logicVersion, RuleSpec spec, TimeRange range, int matches) {}

    /** How far it is. */
    record Seen(BacktestProgress progress, @Nullable BacktestReport report) {
        static Seen of(Playback playback) {
            return new Seen(playback.progress(), playback.report());
        }

        private @Nullable String reportText() {
            return report == null ? null : BacktestRepository.json(report);
        }
    }

    /** Takes at most {@code limit} that are due; for the system role. */
    Uni<List<BacktestClaim>> claim(SqlConnection connection, BacktestConfig config, int limit) {
        if (limit <= 0) {
            return Uni.createFrom().item(List.of());
        }
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(
                        config.runningPerTenant(), limit, config.lease().toMillis(), config.attempts()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getString("state").equals("running"))
                        .map(ClaimedRepository::claim)
                        .toList());
    }

    private static BacktestClaim claim(Row row) {
        return new BacktestClaim(
                new TenantId(row.getString("tenant_id")), row.getUUID("backtest_id"), row.getInteger("fencing_epoch"));
    }

    /** In the tenant's transaction. */
    Uni<Work> load(SqlConnection connection, BacktestClaim claim) {
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of(claim.id()))
                .map(rows -> work(rows.iterator().next()));
    }

    private static Work work(Row row) {
        return new Work(
                new RuleId(row.getUUID("rule_id")),
                row.getInteger("rule_version"),
                row.getInteger("logic_version"),
                BacktestRepository.read(row.getString("spec"), RuleSpec.class),
                new TimeRange(
                        row.getOffsetDateTime("range_from").toInstant(),
                        row.getOffsetDateTime("range_to").toInstant()),
                row.getInteger("max_matches"));
    }

    /** Says that it is worked on, and how far it is; false when it is no longer the claimant's. For the system role. */
    Uni<Boolean> beat(SqlConnection connection, BacktestClaim claim, BacktestConfig config, @Nullable Seen seen) {
        return connection
                .preparedQuery(BEAT)
                .execute(Tuple.tuple()
                        .addString(claim.tenant().value())
                        .addUUID(claim.id())
                        .addInteger(claim.epoch())
                        .addLong(config.lease().toMillis())
                        .addString(seen == null ? null : BacktestRepository.json(seen.progress()))
                        .addString(seen == null ? null : seen.reportText()))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Ends it, unless it is no longer the claimant's or was cancelled. In the tenant's transaction. */
    Uni<Boolean> finish(
            SqlConnection connection,
            BacktestClaim claim,
            Backtest.State state,
            @Nullable Seen seen,
            @Nullable String error) {
        return connection
                .preparedQuery(FINISH)
                .execute(Tuple.tuple()
                        .addUUID(claim.id())
                        .addInteger(claim.epoch())
                        .addString(state.name().toLowerCase(Locale.ROOT))
                        .addString(seen == null ? null : BacktestRepository.json(seen.progress()))
                        .addString(seen == null ? null : seen.reportText())
                        .addString(error))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Deletes those that ended longer ago than {@code keep}; for the system role. */
    Uni<Void> sweep(SqlConnection connection, Duration keep) {
        return connection
                .preparedQuery(SWEEP)
                .execute(Tuple.of(keep.toMillis()))
                .replaceWithVoid();
    }
}
