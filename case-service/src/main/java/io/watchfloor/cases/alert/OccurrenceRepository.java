package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Stores which event counts towards which alert, and which event escalated which dedup key: each once. */
@ApplicationScoped
class OccurrenceRepository {
    /** Rows are taken in order of time, so that two transactions never wait for each other. */
    private static final String CLAIM = """
            with incoming as (
                select * from unnest($3::text[], $4::timestamptz[]) with ordinality as i(event_id, event_time, place)
            ), unseen as (
                select i.*, row_number() over (order by i.place) as unseen_place from incoming i
                 where not exists (select 1 from alert_occurrence o
                                    where o.tenant_id = $1 and o.rule_key = $2 and o.event_id = i.event_id)
            ), stored as (
                insert into alert_occurrence (tenant_id, rule_key, event_id, event_time, alert_id, late)
                select $1, $2, event_id, event_time, $5, false from unseen where unseen_place <= $6 order by place
                on conflict do nothing
                returning event_id
            )
            select event_id, true as is_stored from stored
            union all
            select event_id, false from unseen where unseen_place > $6
            """;

    private static final String ASSIGN = """
            update alert_occurrence set alert_id = $4, late = $5
             where tenant_id = $1 and rule_key = $2 and event_id = any($3)
            """;

    private static final String HOLDER = """
            select alert_id from alert_occurrence
             where tenant_id = $1 and rule_key = $2 and event_id = any($3) and event_time <= $4
             order by event_time desc, event_id desc limit 1
            """;

    private static final String OPEN_BY_RULE = """
            select distinct o.alert_id from alert_occurrence o
              join alert a on a.tenant_id = o.tenant_id and a.id = o.alert_id
             where o.tenant_id = $1 and o.event_id = $2 and starts_with(o.rule_key, 'rule:')
               and a.status not in ('resolved', 'false_positive')
             limit 2
            """;

    private static final String ESCALATE = """
            insert into alert_escalation (tenant_id, dedup_hash, name, event_id, event_time)
            values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """;

    private static final String LIST = """
            select event_id, event_time, late from alert_occurrence
             where tenant_id = $1 and alert_id = $2 and (event_time, event_id) < ($3, $4)
             order by event_time desc, event_id desc limit $5
            """;

    /** Stores the events that no earlier command had, {@code room} of them at most, and tells which these are. */
    Uni<AlertPlan.Claim> claim(
            SqlConnection connection, TenantId tenant, IntakeCommand command, AlertId holder, int room) {
        if (command.occurrences().isEmpty()) {
            return Uni.createFrom().item(new AlertPlan.Claim(holder, List.of(), Set.of()));
        }
        OffsetDateTime[] times = command.occurrences().stream()
                .map(occurrence -> occurrence.eventTime().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(
                        tenant.value(), command.occurrenceKey(), command.eventIds(), times, holder.value(), room))
                .map(rows -> claim(command, holder, rows));
    }

    private static AlertPlan.Claim claim(IntakeCommand command, AlertId holder, RowSet<Row> rows) {
        Set<String> fresh = new HashSet<>();
        Set<String> stored = new HashSet<>();
        for (Row row : rows) {
            fresh.add(row.getString("event_id"));
            if (row.getBoolean("is_stored")) {
                stored.add(row.getString("event_id"));
            }
        }
        List<Occurrence> events = command.occurrences().stream()
                .filter(occurrence -> fresh.contains(occurrence.eventId()))
                .toList();
        return new AlertPlan.Claim(holder, events, stored);
    }

    /** Gives claimed events to the alert that took them. */
    Uni<Void> assign(
            SqlConnection connection, TenantId tenant, String occurrenceKey, List<Occurrence> events, Owner owner) {
        String[] ids = events.stream().map(Occurrence::eventId).toArray(String[]::new);
        return connection
                .preparedQuery(ASSIGN)
                .execute(Tuple.of(
                        tenant.value(), occurrenceKey, ids, owner.alert().value(), owner.late()))
                .replaceWithVoid();
    }

    /** The alert that holds the last of the command's events up to a time. */
    Uni<Optional<AlertId>> holder(SqlConnection connection, TenantId tenant, IntakeCommand command, Instant upTo) {
        return connection
                .preparedQuery(HOLDER)
                .execute(Tuple.of(
                        tenant.value(), command.occurrenceKey(), command.eventIds(), upTo.atOffset(ZoneOffset.UTC)))
                .map(rows -> ids(rows).stream().findFirst());
    }

    /** The one open alert on which an event hangs through a rule, if it is exactly one. */
    Uni<Optional<AlertId>> onlyOpenByRule(SqlConnection connection, TenantId tenant, String eventId) {
        return connection
                .preparedQuery(OPEN_BY_RULE)
                .execute(Tuple.of(tenant.value(), eventId))
                .map(rows -> rows.size() == 1 ? ids(rows).stream().findFirst() : Optional.empty());
    }

    /** Notes that the event escalates the dedup key; false when it did before. */
    Uni<Boolean> escalate(SqlConnection connection, TenantId tenant, String dedupHash, Match.Escalation escalation) {
        return connection
                .preparedQuery(ESCALATE)
                .execute(Tuple.from(Arrays.asList(
                        tenant.value(),
                        dedupHash,
                        escalation.name(),
                        escalation.eventId(),
                        escalation.eventTime().atOffset(ZoneOffset.UTC))))
                .map(result -> result.rowCount() == 1);
    }

    /** The events of an alert, latest first. */
    Uni<List<AlertOccurrence>> list(
            SqlConnection connection, TenantId tenant, AlertId alert, OccurrencePosition after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(
                        tenant.value(),
                        alert.value(),
                        after.eventTime().atOffset(ZoneOffset.UTC),
                        after.eventId(),
                        limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new AlertOccurrence(
                                row.getString("event_id"),
                                row.getOffsetDateTime("event_time").toInstant(),
                                row.getBoolean("late")))
                        .toList());
    }

    private static List<AlertId> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new AlertId(row.getUUID("alert_id")))
                .toList();
    }

    /** The alert that took events, and whether they were late for it. */
    record Owner(AlertId alert, boolean late) {}

    /** A place in the list of an alert's events. */
    record OccurrencePosition(Instant eventTime, String eventId) {
        static final OccurrencePosition START = new OccurrencePosition(Instant.parse("9999-12-31T00:00:00Z"), "");
    }
}
