package io.watchfloor.detection.rule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The tables {@code rule} and {@code rule_version}. */
@ApplicationScoped
public class RuleRepository {
    private static final String COLUMNS = """
            tenant_id, rule_id, version, logic_version, spec::text as spec, next_run_at, watermark, last_run_at,
            last_match_count, last_triggered_at, created_at, created_by, updated_at, updated_by
            """;
    private static final String SELECT = "select " + COLUMNS + " from rule ";
    private static final String INSERT = """
            insert into rule (tenant_id, rule_id, version, logic_version, spec, enabled, schedule_enabled,
                              schedule_interval_minutes, next_run_at, updated_at, updated_by, created_at, created_by)
            values ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8, $9, $10, $11, $10, $11)
            """;
    private static final String UPDATE = """
            update rule set version = $3, logic_version = $4, spec = $5::text::jsonb, enabled = $6,
                            schedule_enabled = $7, schedule_interval_minutes = $8, next_run_at = $9, updated_at = $10,
                            updated_by = $11, revision = nextval('rule_revision')
            where tenant_id = $1 and rule_id = $2
            """;
    private static final String INSERT_VERSION = """
            insert into rule_version (tenant_id, rule_id, version, logic_version, spec, changed_at, changed_by)
            values ($1, $2, $3, $4, $5::text::jsonb, $6, $7)
            """;

    /** A number that changes with every committed change of any rule; for the system role. */
    Uni<String> fingerprint(SqlConnection connection) {
        return connection
                .query("select count(*) || ':' || coalesce(max(revision), 0) || ':' || coalesce(sum(revision), 0) as f"
                        + " from rule")
                .execute()
                .map(rows -> rows.iterator().next().getString("f"));
    }

    /** Every enabled rule of every tenant; for the system role. */
    Uni<List<Rule>> enabled(SqlConnection connection) {
        return connection
                .query(SELECT + "where enabled order by tenant_id, rule_id")
                .execute()
                .map(RuleRepository::rules);
    }

    /** The tenant's rules, newest first, after {@code after}. */
    Uni<List<Rule>> list(SqlConnection connection, @Nullable RuleId after, int limit) {
        return connection
                .preparedQuery(SELECT + "where ($1::uuid is null or rule_id < $1) order by rule_id desc limit $2")
                .execute(Tuple.of(after == null ? null : after.value(), limit))
                .map(RuleRepository::rules);
    }

    public Uni<Optional<Rule>> find(SqlConnection connection, RuleId id) {
        return one(connection, SELECT + "where rule_id = $1", id);
    }

    /** The rule, held against other changes until the transaction ends. */
    Uni<Optional<Rule>> lock(SqlConnection connection, RuleId id) {
        return one(connection, SELECT + "where rule_id = $1 for update", id);
    }

    Uni<Void> insert(SqlConnection connection, Rule rule) {
        return write(connection, INSERT, rule);
    }

    Uni<Void> update(SqlConnection connection, Rule rule) {
        return write(connection, UPDATE, rule);
    }

    private static Uni<Optional<Rule>> one(SqlConnection connection, String sql, RuleId id) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(id.value()))
                .map(RuleRepository::rules)
                .map(found -> found.stream().findFirst());
    }

    private static Uni<Void> write(SqlConnection connection, String sql, Rule rule) {
        String spec = new String(ContractJson.write(rule.spec()), StandardCharsets.UTF_8);
        OffsetDateTime changed = rule.updated().at().atOffset(ZoneOffset.UTC);
        Instant nextRun = rule.nextRunAt();
        RuleDefaults effective = rule.effective();
        Tuple row = Tuple.tuple()
                .addString(rule.tenant().value())
                .addUUID(rule.id().value())
                .addInteger(rule.version())
                .addInteger(rule.logicVersion())
                .addString(spec)
                .addBoolean(effective.enabled())
                .addBoolean(effective.scheduleEnabled())
                .addInteger(effective.scheduleIntervalMinutes())
                .addOffsetDateTime(nextRun == null ? null : nextRun.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(changed)
                .addString(rule.updated().by());
        Tuple version = Tuple.tuple()
                .addString(rule.tenant().value())
                .addUUID(rule.id().value())
                .addInteger(rule.version())
                .addInteger(rule.logicVersion())
                .addString(spec)
                .addOffsetDateTime(changed)
                .addString(rule.updated().by());
        return connection
                .preparedQuery(sql)
                .execute(row)
                .chain(() -> connection.preparedQuery(INSERT_VERSION).execute(version))
                .replaceWithVoid();
    }

    private static List<Rule> rules(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RuleRepository::rule)
                .toList();
    }

    private static Rule rule(Row row) {
        byte[] spec = row.getString("spec").getBytes(StandardCharsets.UTF_8);
        return new Rule(
                new TenantId(row.getString("tenant_id")),
                new RuleId(row.getUUID("rule_id")),
                row.getInteger("version"),
                row.getInteger("logic_version"),
                ContractJson.read(spec, RuleSpec.class),
                instant(row, "next_run_at"),
                row.getString("watermark"),
                new Rule.Telemetry(
                        instant(row, "last_run_at"),
                        row.getLong("last_match_count"),
                        instant(row, "last_triggered_at")),
                new Rule.Change(row.getOffsetDateTime("created_at").toInstant(), row.getString("created_by")),
                new Rule.Change(row.getOffsetDateTime("updated_at").toInstant(), row.getString("updated_by")));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
