package io.watchfloor.cases.timeline;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Stores entries. The subject's row must be locked by the transaction: that keeps the numbers without gaps. */
@ApplicationScoped
public class TimelineRepository {
    private static final String COLUMNS =
            "id, seq, at, event_time, kind, actor_type, actor_id, summary, from_value, to_value, ref, source_event_id";

    private static final String APPEND = """
            with incoming as (
                select * from unnest($4::uuid[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[],
                                     $10::text[], $11::text[], $12::text[], $13::text[]) with ordinality
                as i(id, event_time, kind, actor_type, actor_id, summary, from_value, to_value, ref,
                     source_event_id, place)
            ), unseen as (
                select * from incoming i where not exists (
                    select 1 from timeline_entry t
                     where t.tenant_id = $1 and t.subject_type = $2 and t.subject_id = $3
                       and t.source_event_id = i.source_event_id)
            )
            insert into timeline_entry (tenant_id, subject_type, subject_id, at, %s)
            select $1, $2, $3, $14, id,
                   (select coalesce(max(t.seq), 0) from timeline_entry t
                     where t.tenant_id = $1 and t.subject_type = $2 and t.subject_id = $3)
                       + row_number() over (order by place),
                   event_time, kind, actor_type, actor_id, summary, from_value, to_value, ref, source_event_id
            from unseen
            """.formatted(COLUMNS.replace(" at,", ""));

    private static final String LIST = """
            select %s from timeline_entry
             where tenant_id = $1 and subject_type = $2 and subject_id = $3 and seq > $4
             order by seq limit $5
            """.formatted(COLUMNS);

    private static final String BY_CAUSE = """
            select %s from timeline_entry
             where tenant_id = $1 and subject_type = $2 and subject_id = $3 and starts_with(source_event_id, $4)
             order by seq limit 100
            """.formatted(COLUMNS);

    private final IdGenerator ids;
    private final Clock clock;

    TimelineRepository(IdGenerator ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Appends those whose cause the subject has no entry for yet. */
    public Uni<Void> append(
            SqlConnection connection, TenantId tenant, TimelineSubject subject, List<TimelineDraft> drafts) {
        if (drafts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(APPEND)
                .execute(Tuple.from(Arrays.asList(
                        tenant.value(),
                        subject.type(),
                        subject.id(),
                        drafts.stream().map(draft -> ids.next()).toArray(UUID[]::new),
                        drafts.stream().map(draft -> utc(draft)).toArray(OffsetDateTime[]::new),
                        strings(drafts, draft -> draft.kind().wireName()),
                        strings(drafts, draft -> draft.actor().type()),
                        strings(drafts, draft -> draft.actor().id()),
                        strings(drafts, TimelineDraft::summary),
                        strings(drafts, TimelineDraft::from),
                        strings(drafts, TimelineDraft::to),
                        strings(drafts, TimelineDraft::ref),
                        strings(drafts, TimelineDraft::sourceEventId),
                        clock.instant().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    /** The entries after number {@code after}, in order. */
    public Uni<List<TimelineEntry>> list(
            SqlConnection connection, TenantId tenant, TimelineSubject subject, long after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(tenant.value(), subject.type(), subject.id(), after, limit))
                .map(TimelineRepository::entries);
    }

    /** The first 100 entries whose cause begins so, in order. */
    public Uni<List<TimelineEntry>> causedBy(
            SqlConnection connection, TenantId tenant, TimelineSubject subject, String causePrefix) {
        return connection
                .preparedQuery(BY_CAUSE)
                .execute(Tuple.of(tenant.value(), subject.type(), subject.id(), causePrefix))
                .map(TimelineRepository::entries);
    }

    private static OffsetDateTime utc(TimelineDraft draft) {
        return draft.eventTime().atOffset(ZoneOffset.UTC);
    }

    private static String[] strings(List<TimelineDraft> drafts, Function<TimelineDraft, String> part) {
        return drafts.stream().map(part).toArray(String[]::new);
    }

    private static List<TimelineEntry> entries(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(TimelineRepository::entry)
                .toList();
    }

    private static TimelineEntry entry(Row row) {
        return new TimelineEntry(
                row.getUUID("id"),
                row.getLong("seq"),
                row.getOffsetDateTime("at").toInstant(),
                row.getOffsetDateTime("event_time").toInstant(),
                TimelineKind.of(row.getString("kind")),
                new Actor(row.getString("actor_type"), row.getString("actor_id")),
                row.getString("summary"),
                row.getString("from_value"),
                row.getString("to_value"),
                row.getString("ref"),
                row.getString("source_event_id"));
    }
}
