package io.watchfloor.detection.backtest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.RuleVisibility;
import io.watchfloor.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code backtest}, in the tenant's transaction. */
@ApplicationScoped
class BacktestRepository {
    private static final String COLUMNS = """
            b.backtest_id, b.rule_id, b.rule_version, b.logic_version, b.unsaved, b.range_from, b.range_to, b.state,
            b.progress, b.error, b.created_at, b.created_by, b.started_at, b.finished_at
            """;
    private static final String OF_SEEN_RULES =
            " from backtest b join rule r on r.tenant_id = b.tenant_id and r.rule_id = b.rule_id where "
                    + RuleVisibility.SEEN;
    private static final String INSERT = """
            insert into backtest (tenant_id, backtest_id, rule_id, rule_version, logic_version, spec, unsaved, range_from,
                                  range_to, max_matches, state, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued', now(), $11)
            """;
    private static final String OPEN = "select count(*) as open from backtest where state in ('queued', 'running')";
    private static final String FIND = "select b.report, " + COLUMNS + OF_SEEN_RULES + " and b.backtest_id = $4";
    private static final String LIST = "select null::text as report, " + COLUMNS + OF_SEEN_RULES
            + " and b.rule_id = $4 and ($5::uuid is null or b.backtest_id < $5) order by b.backtest_id desc limit $6";
    private static final String CANCEL = """
            update backtest set state = 'cancelled', lease_until = null, finished_at = clock_timestamp()
            where backtest_id = $1 and state in ('queued', 'running')
            """;

    /** How many wait or run. */
    Uni<Long> open(SqlConnection connection) {
        return connection
                .query(OPEN)
                .execute()
                .map(rows -> rows.iterator().next().getLong("open"));
    }

    Uni<Void> insert(SqlConnection connection, Caller caller, BacktestDraft draft) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addString(caller.tenant().value())
                        .addUUID(draft.id())
                        .addUUID(draft.rule().id().value())
                        .addInteger(draft.rule().version())
                        .addInteger(draft.rule().logicVersion())
                        .addString(json(draft.rule().spec()))
                        .addBoolean(draft.unsaved())
                        .addOffsetDateTime(draft.range().from().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(draft.range().to().atOffset(ZoneOffset.UTC))
                        .addInteger(draft.matches())
                        .addString(caller.subject()))
                .replaceWithVoid();
    }

    /** The back-test, if the caller sees its rule. */
    Uni<Optional<Backtest>> find(SqlConnection connection, Caller caller, UUID id) {
        return connection
                .preparedQuery(FIND)
                .execute(RuleVisibility.of(caller).addUUID(id))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** The rule's back-tests without reports, newest first, after {@code after}. */
    Uni<List<Backtest>> list(SqlConnection connection, Caller caller, RuleId rule, @Nullable UUID after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(RuleVisibility.of(caller)
                        .addUUID(rule.value())
                        .addUUID(after)
                        .addInteger(limit))
                .map(BacktestRepository::all);
    }

    /** Ends it unless it is over; whether it was not. */
    Uni<Boolean> cancel(SqlConnection connection, UUID id) {
        return connection.preparedQuery(CANCEL).execute(Tuple.of(id)).map(rows -> rows.rowCount() > 0);
    }

    static String json(Object value) {
        return new String(ContractJson.write(value), StandardCharsets.UTF_8);
    }

    static <T> T read(String json, Class<T> type) {
        return ContractJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static List<Backtest> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(BacktestRepository::backtest)
                .toList();
    }

    private static Backtest backtest(Row row) {
        String progress = row.getString("progress");
        String report = row.getString("report");
        return new Backtest(
                row.getUUID("backtest_id"),
                row.getUUID("rule_id"),
                row.getInteger("rule_version"),
                row.getInteger("logic_version"),
                row.getBoolean("unsaved"),
                row.getOffsetDateTime("range_from").toInstant(),
                row.getOffsetDateTime("range_to").toInstant(),
                Backtest.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                progress == null ? BacktestProgress.NONE : read(progress, BacktestProgress.class),
                report == null ? null : read(report, BacktestReport.class),
                row.getString("error"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("created_by"),
                time(row, "started_at"),
                time(row, "finished_at"));
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
