package io.watchfloor.cases.incident;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.cases.queue.QueuePosition;
import io.watchfloor.cases.queue.QueueWords;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.CaseId;
import io.watchfloor.cases.workflow.CaseStatus;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Stores cases. */
@ApplicationScoped
class CaseRepository {
    private static final String COLUMNS = """
            id, number, title, description, severity, status, source, rule_id, rule_name, alert_ids, observables, tags,
            techniques, created_by, created_at, updated_at, version
            """;

    private static final String NUMBER = """
            insert into case_counter (tenant_id, last_number) values ($1, 1)
            on conflict (tenant_id) do update set last_number = case_counter.last_number + 1
            returning last_number
            """;

    private static final String INSERT = """
            insert into cases (tenant_id, %s)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """.formatted(COLUMNS);

    private static final String UPDATE = """
            update cases set severity = $3, updated_at = $4, version = $5 where tenant_id = $1 and id = $2
            """;

    private static final String FIND = "select " + COLUMNS + " from cases where tenant_id = $1 and id = $2";

    private static final String READ = """
            select %s from cases where tenant_id = $1 and id = any($2) order by id
            """.formatted(COLUMNS);

    private static final String LOCK = READ + " for update";

    private static final String LIST = """
            select %s from cases
             where tenant_id = $1 and (created_at, id) < ($2, $3)
               and ($4::text[] is null or status = any($4))
               and ($5::smallint[] is null or severity = any($5))
               and ($6::text is null or rule_id = $6)
               and ($7::text is null or position(lower($7) in lower(title)) > 0)
             order by created_at desc, id desc
             limit $8
            """.formatted(COLUMNS);

    /** The next number of the tenant; its row stays locked, so take it after every other lock. */
    Uni<Long> nextNumber(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(NUMBER)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next().getLong("last_number"));
    }

    Uni<Void> insert(SqlConnection connection, TenantId tenant, Case added) {
        CaseSubject subject = added.subject();
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(Arrays.asList(
                        tenant.value(),
                        added.id().value(),
                        added.number(),
                        subject.title(),
                        subject.description(),
                        (short) added.severity().ordinal(),
                        added.status().wireName(),
                        subject.source(),
                        subject.ruleId(),
                        subject.ruleName(),
                        added.alertIds().stream().map(AlertId::value).toArray(UUID[]::new),
                        json(subject.observables()),
                        subject.tags().toArray(String[]::new),
                        subject.techniques().toArray(String[]::new),
                        added.createdBy(),
                        added.createdAt().atOffset(ZoneOffset.UTC),
                        added.updatedAt().atOffset(ZoneOffset.UTC),
                        added.version())))
                .replaceWithVoid();
    }

    Uni<Void> update(SqlConnection connection, TenantId tenant, Case changed) {
        return connection
                .preparedQuery(UPDATE)
                .execute(Tuple.of(
                        tenant.value(),
                        changed.id().value(),
                        (short) changed.severity().ordinal(),
                        changed.updatedAt().atOffset(ZoneOffset.UTC),
                        changed.version()))
                .replaceWithVoid();
    }

    Uni<Optional<Case>> find(SqlConnection connection, TenantId tenant, CaseId id) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(rows -> all(rows).stream().findFirst());
    }

    Uni<List<Case>> read(SqlConnection connection, TenantId tenant, Collection<CaseId> ids) {
        return several(connection, READ, tenant, ids);
    }

    /** The cases, locked in the order of their ids. */
    Uni<List<Case>> lock(SqlConnection connection, TenantId tenant, Collection<CaseId> ids) {
        return several(connection, LOCK, tenant, ids);
    }

    private static Uni<List<Case>> several(
            SqlConnection connection, String sql, TenantId tenant, Collection<CaseId> ids) {
        return connection
                .preparedQuery(sql)
                .execute(
                        Tuple.of(tenant.value(), ids.stream().map(CaseId::value).toArray(UUID[]::new)))
                .map(CaseRepository::all);
    }

    Uni<List<Case>> list(SqlConnection connection, TenantId tenant, CaseFilter filter, QueuePosition after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.from(Arrays.asList(
                        tenant.value(),
                        after.createdAtUtc(),
                        after.id(),
                        QueueWords.names(filter.statuses(), CaseStatus::wireName),
                        QueueWords.severities(filter.severities()),
                        filter.ruleId(),
                        filter.title(),
                        limit)))
                .map(CaseRepository::all);
    }

    private static JsonArray json(List<ObservableValue> observables) {
        return new JsonArray(observables.stream()
                .map(observable -> JsonObject.of("type", observable.type(), "value", observable.value()))
                .toList());
    }

    private static List<Case> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(CaseRepository::read)
                .toList();
    }

    private static Case read(Row row) {
        return new Case(
                new CaseId(row.getUUID("id")),
                row.getLong("number"),
                subject(row),
                Severity.values()[row.getShort("severity")],
                CaseStatus.of(row.getString("status")).orElseThrow(),
                Arrays.stream(row.getArrayOfUUIDs("alert_ids"))
                        .map(AlertId::new)
                        .toList(),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getLong("version"));
    }

    private static CaseSubject subject(Row row) {
        return new CaseSubject(
                row.getString("title"),
                row.getString("description"),
                row.getString("source"),
                row.getString("rule_id"),
                row.getString("rule_name"),
                row.getJsonArray("observables").stream()
                        .map(JsonObject.class::cast)
                        .map(json -> new ObservableValue(json.getString("type"), json.getString("value")))
                        .toList(),
                List.of(row.getArrayOfStrings("tags")),
                List.of(row.getArrayOfStrings("techniques")));
    }
}
