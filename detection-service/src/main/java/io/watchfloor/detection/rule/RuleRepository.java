package io.watchfloor.detection.rule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The tables {@code rule} and {@code rule_version}. */
@ApplicationScoped
public class RuleRepository {
    private static final String COLUMNS = """
            tenant_id, rule_id, version, logic_version, spec::text as spec, next_run_at, watermark, last_run_at,
            last_match_count, last_triggered_at, created_at, created_by, updated_at, updated_by
            """;
    private static final String SELECT = "select " + COLUMNS + " from rule r ";
    private static final String ONE_SEEN = SELECT + "where " + RuleVisibility.SEEN + " and r.rule_id = $4";
    private static final String KNOWN =
            "select " + COLUMNS + ", " + RuleVisibility.SEEN + " as seen from rule r where r.rule_id = any($4)";
    private static final String LIST = SELECT + "where " + RuleVisibility.SEEN + """
            and ($4::uuid is null or r.rule_id < $4)
            and ($5::text is null or exists (
                select from jsonb_array_elements_text(r.spec -> 'tags') tag where lower(tag) = lower($5)))
            and ($6::text is null or exists (
                select from jsonb_array_elements_text(r.spec -> 'mitre_techniques') technique
                where technique = upper($6) or starts_with(technique, upper($6) || '.')))
            and ($7::boolean is null or r.enabled = $7)
            and ($8::text is null or position(lower($8) in lower(r.spec ->> 'name')) > 0)
            order by r.rule_id desc limit $9
            """;
    private static final String INSERT = """
            insert into rule (tenant_id, rule_id, version, logic_version, spec, enabled, schedule_enabled,
                              schedule_interval_minutes, next_run_at, updated_at, updated_by, created_at, created_by,
                              sharing_mode, shared_with_roles, owner_teams)
            values ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8, $9, $10, $11, $10, $11, $12, $13,
                    coalesce($14::text[], '{}'))
            """;
    // Time without a schedule is not caught up: when it begins anew it begins there, and what lies between is a hole of
    // the coverage. A run that is under way with other logic, or none, is fenced off.
    private static final String UPDATE = """
            update rule set version = $3, logic_version = $4, spec = $5::text::jsonb, enabled = $6,
                            schedule_enabled = $7, schedule_interval_minutes = $8, next_run_at = $9, updated_at = $10,
                            updated_by = $11, sharing_mode = $12, shared_with_roles = $13,
                            owner_teams = coalesce($14::text[], owner_teams), revision = nextval('rule_revision'),
                            watermark = case when (enabled and schedule_enabled) or not ($6 and $7) then watermark end,
                            schedule_from_version = case when (enabled and schedule_enabled) or not ($6 and $7)
                                                         then schedule_from_version else $3 end,
                            resume_at = case when enabled and schedule_enabled and $6 and $7 then resume_at end,
                            fencing_epoch = fencing_epoch
                                            + case when logic_version = $4 and $6 and $7 then 0 else 1 end,
                            lease_until = case when logic_version = $4 and $6 and $7 then lease_until end
            where tenant_id = $1 and rule_id = $2 and version = $3 - 1
            """;
    private static final String INSERT_VERSION = """
            insert into rule_version (tenant_id, rule_id, version, logic_version, spec, changed_at, changed_by, streaming,
                                      revision)
            values ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8,
                    (select revision from rule where tenant_id = $1 and rule_id = $2))
            """;
    // Revisions are drawn one change after the other, so a set of rules is all changes up to its revision.
    private static final String ONE_BY_ONE = "select pg_advisory_xact_lock(hashtext('watchfloor.rule.revision'))";

    /** A number that changes with every committed change of any rule; for the system role. */
    Uni<String> fingerprint(SqlConnection connection) {
        return connection
                .query("select count(*) || ':' || coalesce(max(revision), 0) || ':' || coalesce(sum(revision), 0) as f"
                        + " from rule")
                .execute()
                .map(rows -> rows.iterator().next().getString("f"));
    }

    /** The revision of the set of all rules: all changes up to it and no later one. For the system role. */
    Uni<Long> revision(SqlConnection connection) {
        return connection
                .query("select coalesce(max(revision), 0) as r from rule")
                .execute()
                .map(rows -> rows.iterator().next().getLong("r"));
    }

    /** What is read in this transaction from now on belongs together. Before the first read. */
    Uni<Void> freeze(SqlConnection connection) {
        return connection
                .query("set transaction isolation level repeatable read")
                .execute()
                .replaceWithVoid();
    }

    /** Every enabled rule of every tenant; for the system role. */
    Uni<List<Rule>> enabled(SqlConnection connection) {
        return connection
                .query(SELECT + "where enabled order by tenant_id, rule_id")
                .execute()
                .map(RuleRepository::rules);
    }

    /** The rules that the caller sees and the filter finds, newest first, after {@code after}. */
    Uni<List<Rule>> list(
            SqlConnection connection, Caller caller, RuleFilter filter, @Nullable RuleId after, int limit) {
        Tuple parameters = RuleVisibility.of(caller)
                .addUUID(after == null ? null : after.value())
                .addString(filter.tag())
                .addString(filter.technique())
                .addBoolean(filter.enabled())
                .addString(filter.name())
                .addInteger(limit);
        return connection.preparedQuery(LIST).execute(parameters).map(RuleRepository::rules);
    }

    /** The rule whoever may see it, for what the service does by itself; {@link RuleService#get} answers callers. */
    public Uni<Optional<Rule>> find(SqlConnection connection, RuleId id) {
        return one(connection, SELECT + "where rule_id = $1", Tuple.of(id.value()));
    }

    /** The rule if the caller sees it. */
    Uni<Optional<Rule>> findSeen(SqlConnection connection, Caller caller, RuleId id) {
        return one(connection, ONE_SEEN, RuleVisibility.of(caller).addUUID(id.value()));
    }

    /** The rule if the caller sees it, held against other changes until the transaction ends. */
    Uni<Optional<Rule>> lockSeen(SqlConnection connection, Caller caller, RuleId id) {
        return one(
                connection, ONE_SEEN + " for update", RuleVisibility.of(caller).addUUID(id.value()));
    }

    Uni<Void> insert(SqlConnection connection, Rule rule, Set<String> ownerTeams) {
        return write(connection, INSERT, rule, ownerTeams);
    }

    /** Stores a change; {@code ownerTeams} null keeps the teams that the owner had. */
    Uni<Void> update(SqlConnection connection, Rule rule, @Nullable Set<String> ownerTeams) {
        return write(connection, UPDATE, rule, ownerTeams);
    }

    /** The rules that have these ids, with whether the caller sees them. */
    Uni<Map<RuleId, KnownRule>> known(SqlConnection connection, Caller caller, Collection<RuleId> ids) {
        return connection
                .preparedQuery(KNOWN)
                .execute(RuleVisibility.of(caller)
                        .addArrayOfUUID(ids.stream().map(RuleId::value).toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new KnownRule(rule(row), row.getBoolean("seen")))
                        .collect(Collectors.toMap(known -> known.rule().id(), Function.identity())));
    }

    /** Stores new rules (version 1) and changed ones; 409 when one was changed since it was read. */
    Uni<Void> store(SqlConnection connection, Caller caller, List<Rule> rules) {
        List<Tuple> fresh = rules.stream()
                .filter(rule -> rule.version() == 1)
                .map(rule -> row(rule, caller.teams()))
                .toList();
        List<Tuple> changed = rules.stream()
                .filter(rule -> rule.version() > 1)
                .map(rule -> row(rule, RuleService.teamsOfOwner(rule, caller)))
                .toList();
        return connection
                .query(ONE_BY_ONE)
                .execute()
                .chain(() -> batch(connection, INSERT, fresh))
                .chain(() -> batch(connection, UPDATE, changed))
                .invoke(updated -> requireAll(updated, changed.size()))
                .chain(() -> batch(
                        connection,
                        INSERT_VERSION,
                        rules.stream().map(RuleRepository::versionRow).toList()))
                .replaceWithVoid();
    }

    /** Runs the statement for each row; how many rows of the table that touched. */
    private static Uni<Integer> batch(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().item(0)
                : connection.preparedQuery(sql).executeBatch(rows).map(RuleRepository::touched);
    }

    private static int touched(RowSet<Row> results) {
        int touched = 0;
        for (RowSet<Row> result = results; result != null; result = result.next()) {
            touched += result.rowCount();
        }
        return touched;
    }

    private static void requireAll(int updated, int expected) {
        if (updated != expected) {
            throw new ProblemException(CommonProblem.CONFLICT, "Another change came first; import again");
        }
    }

    private static Uni<Optional<Rule>> one(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(RuleRepository::rules)
                .map(found -> found.stream().findFirst());
    }

    private static Uni<Void> write(SqlConnection connection, String sql, Rule rule, @Nullable Set<String> ownerTeams) {
        return connection
                .query(ONE_BY_ONE)
                .execute()
                .chain(() -> connection.preparedQuery(sql).execute(row(rule, ownerTeams)))
                .chain(() -> connection.preparedQuery(INSERT_VERSION).execute(versionRow(rule)))
                .replaceWithVoid();
    }

    private static Tuple row(Rule rule, @Nullable Set<String> ownerTeams) {
        Instant nextRun = rule.nextRunAt();
        RuleDefaults effective = rule.effective();
        Sharing sharing = Sharing.of(rule.spec());
        SharingMode mode = sharing.mode();
        return Tuple.tuple()
                .addString(rule.tenant().value())
                .addUUID(rule.id().value())
                .addInteger(rule.version())
                .addInteger(rule.logicVersion())
                .addString(json(rule.spec()))
                .addBoolean(effective.enabled())
                .addBoolean(effective.scheduleEnabled())
                .addInteger(effective.scheduleIntervalMinutes())
                .addOffsetDateTime(nextRun == null ? null : nextRun.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(rule.updated().at().atOffset(ZoneOffset.UTC))
                .addString(rule.updated().by())
                .addString(mode == null ? null : mode.wireName())
                .addArrayOfString(sharing.roles().toArray(String[]::new))
                .addArrayOfString(ownerTeams == null ? null : ownerTeams.toArray(String[]::new));
    }

    private static Tuple versionRow(Rule rule) {
        return Tuple.tuple()
                .addString(rule.tenant().value())
                .addUUID(rule.id().value())
                .addInteger(rule.version())
                .addInteger(rule.logicVersion())
                .addString(json(rule.spec()))
                .addOffsetDateTime(rule.updated().at().atOffset(ZoneOffset.UTC))
                .addString(rule.updated().by())
                .addBoolean(rule.effective().enabled() && rule.effective().alerts());
    }

    private static String json(RuleSpec spec) {
        return new String(ContractJson.write(spec), StandardCharsets.UTF_8);
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
