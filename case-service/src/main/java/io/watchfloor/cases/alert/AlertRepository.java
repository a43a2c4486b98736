package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.cases.queue.QueuePosition;
import io.watchfloor.cases.queue.QueueWords;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.AlertStatus;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Stores alerts. */
@ApplicationScoped
class AlertRepository {
    private static final String FIND = "select " + AlertRow.COLUMNS + " from alert where tenant_id = $1 and id = $2";
    private static final String LOCK = FIND + " for update";

    private static final String LOCK_LATEST = """
            select %s from alert where tenant_id = $1 and dedup_hash = $2 order by generation desc limit 1 for update
            """.formatted(AlertRow.COLUMNS);

    private static final String LIST = """
            select %s from alert
             where tenant_id = $1 and (created_at, id) < ($2, $3)
               and ($4::text[] is null or status = any($4))
               and ($5::smallint[] is null or severity = any($5))
               and ($6::text is null or rule_id = $6)
               and ($7::text is null or assignee = $7)
               and ($8::text is null or position(lower($8) in lower(title)) > 0)
             order by created_at desc, id desc
             limit $9
            """.formatted(AlertRow.COLUMNS);

    Uni<Optional<Alert>> find(SqlConnection connection, TenantId tenant, AlertId id) {
        return one(connection, FIND, Tuple.of(tenant.value(), id.value()));
    }

    /** The alert, locked for the rest of the transaction. */
    Uni<Optional<Alert>> lock(SqlConnection connection, TenantId tenant, AlertId id) {
        return one(connection, LOCK, Tuple.of(tenant.value(), id.value()));
    }

    /**
     * The latest alert of a dedup key, locked. While this waited for the lock another transaction may have ended the
     * alert and begun the next one, which the waiting statement cannot see: so an ended one is looked up again.
     */
    Uni<Optional<Alert>> lockLatest(SqlConnection connection, TenantId tenant, String dedupHash) {
        Tuple key = Tuple.of(tenant.value(), dedupHash);
        return one(connection, LOCK_LATEST, key)
                .chain(found -> found.isEmpty() || found.get().lineage().openForGrouping()
                        ? Uni.createFrom().item(found)
                        : one(connection, LOCK_LATEST, key)
                                .chain(again -> again.map(Alert::id).equals(found.map(Alert::id))
                                        ? Uni.createFrom().item(again)
                                        : lockLatest(connection, tenant, dedupHash)));
    }

    /** False when another alert of the dedup key came first. */
    Uni<Boolean> insert(SqlConnection connection, TenantId tenant, Alert alert) {
        return connection
                .preparedQuery(AlertRow.INSERT)
                .execute(AlertRow.forInsert(tenant, alert))
                .map(result -> result.rowCount() == 1);
    }

    /** Writes what can change; the row must be locked. */
    Uni<Void> update(SqlConnection connection, TenantId tenant, Alert alert) {
        return connection
                .preparedQuery(AlertRow.UPDATE)
                .execute(AlertRow.forUpdate(tenant, alert))
                .replaceWithVoid();
    }

    Uni<List<Alert>> list(
            SqlConnection connection, TenantId tenant, AlertFilter filter, QueuePosition after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.from(Arrays.asList(
                        tenant.value(),
                        after.createdAtUtc(),
                        after.id(),
                        QueueWords.names(filter.statuses(), AlertStatus::wireName),
                        QueueWords.severities(filter.severities()),
                        filter.ruleId(),
                        filter.assignee(),
                        filter.title(),
                        limit)))
                .map(AlertRepository::all);
    }

    private static Uni<Optional<Alert>> one(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> all(rows).stream().findFirst());
    }

    private static List<Alert> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(AlertRow::read)
                .toList();
    }
}
