package io.watchfloor.search.hunt;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.search.SearchResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code siem_hunts}, in the tenant's transaction. */
@ApplicationScoped
class HuntRepository {
    private static final String SELECT = """
            select h.tenant_id, h.hunt_id, h.version, h.name, h.query, h.source, h.severity, h.host, h.time_range,
                   h.description, h.tags, h.template_id, h.sharing_mode, h.shared_with_roles, h.schedule_enabled,
                   h.schedule_interval_minutes, h.next_run_at, h.watermark, h.last_run_at, h.last_match_count,
                   h.last_match_exact, h.run_count, h.created_at, h.created_by, h.updated_at,
                   o.roles as owner_roles, o.seen_at as owner_seen_at
            from siem_hunts h join siem_hunt_owners o on o.tenant_id = h.tenant_id and o.subject = h.created_by
            """;
    private static final String ONE_SEEN = SELECT + "where " + HuntVisibility.SEEN + " and h.hunt_id = $4";
    private static final String LIST = SELECT + "where " + HuntVisibility.SEEN + """
            and ($4::uuid is null or h.hunt_id < $4)
            and ($5::text is null or exists (select from unnest(h.tags) tag where lower(tag) = lower($5)))
            and ($6::text is null or position(lower($6) in lower(h.name)) > 0)
            and ($7::text is null or h.sharing_mode = $7)
            and ($8::boolean is null or h.schedule_enabled = $8)
            and ($9::boolean is null or (h.created_by = $1) = $9)
            order by h.hunt_id desc limit $10
            """;
    private static final String INSERT = """
            insert into siem_hunts (tenant_id, hunt_id, version, name, query, source, severity, host, time_range,
                                    description, tags, template_id, sharing_mode, shared_with_roles, schedule_enabled,
                                    schedule_interval_minutes, next_run_at, watermark, created_at, created_by, updated_at,
                                    request_key, request_hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                    $23)
            on conflict (tenant_id, created_by, request_key) where request_key is not null do nothing
            """;
    private static final String DESCRIBE = """
            update siem_hunts
            set version = $2, description = $3, tags = $4, sharing_mode = $5, shared_with_roles = $6, updated_at = $7
            where hunt_id = $1
            """;
    // Time without a schedule is not caught up: when it begins anew it begins there. A run that is under way while the
    // schedule is taken away is fenced off.
    private static final String SCHEDULE = """
            update siem_hunts
            set version = $2, schedule_enabled = $3, schedule_interval_minutes = $4, next_run_at = $5,
                watermark = case when $3 and schedule_enabled then watermark else $6 end,
                resume_at = case when $3 and schedule_enabled then resume_at end,
                fencing_epoch = fencing_epoch + case when $3 then 0 else 1 end,
                lease_until = case when $3 then lease_until end,
                failed_runs = case when $3 and schedule_enabled then failed_runs else 0 end, updated_at = $7
            where hunt_id = $1
            """;
    private static final String OF_REQUEST = """
            select hunt_id, request_hash from siem_hunts where created_by = $1 and request_key = $2
            """;
    private static final String DELETE = "delete from siem_hunts where hunt_id = $1";
    private static final String COUNT = "select count(*) as hunts from siem_hunts where created_by = $1";

    /** The hunts that the caller sees and the filter finds, newest first, after {@code after}. */
    Uni<List<Hunt>> list(
            SqlConnection connection, Caller caller, HuntFilter filter, @Nullable HuntId after, int limit) {
        SharingMode mode = filter.sharingMode();
        Tuple parameters = HuntVisibility.of(caller)
                .addUUID(after == null ? null : after.value())
                .addString(filter.tag())
                .addString(filter.name())
                .addString(mode == null ? null : mode.wireName())
                .addBoolean(filter.scheduleEnabled())
                .addBoolean(filter.owned())
                .addInteger(limit);
        return connection.preparedQuery(LIST).execute(parameters).map(HuntRepository::hunts);
    }

    /** The hunt if the caller sees it. */
    Uni<Optional<Hunt>> findSeen(SqlConnection connection, Caller caller, HuntId id) {
        return one(connection, ONE_SEEN, HuntVisibility.of(caller).addUUID(id.value()));
    }

    /** The hunt if the caller sees it, held against other changes until the transaction ends. */
    Uni<Optional<Hunt>> lockSeen(SqlConnection connection, Caller caller, HuntId id) {
        return one(
                connection,
                ONE_SEEN + " for update of h",
                HuntVisibility.of(caller).addUUID(id.value()));
    }

    /** The hunt whoever may see it, for what the service does by itself. */
    Uni<Optional<Hunt>> find(SqlConnection connection, HuntId id) {
        return one(connection, SELECT + "where h.hunt_id = $1", Tuple.of(id.value()));
    }

    Uni<Long> countOwned(SqlConnection connection, Caller caller) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(caller.subject()))
                .map(rows -> rows.iterator().next().getLong("hunts"));
    }

    /** The hunt that the caller's request made before; 422 when its key was used with another body. */
    Uni<Optional<Hunt>> made(SqlConnection connection, Caller caller, KeyedRequest request) {
        return connection
                .preparedQuery(OF_REQUEST)
                .execute(Tuple.of(caller.subject(), request.key()))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : findSeen(connection, caller, id(rows.iterator().next(), request)));
    }

    private static HuntId id(Row row, KeyedRequest request) {
        if (!row.getString("request_hash").equals(request.hash())) {
            String message = "The key was used before with another body; use a new key for a new request";
            throw new ProblemException(HuntProblem.IDEMPOTENCY_KEY_REUSED, message)
                    .at("Idempotency-Key", "reused", message);
        }
        return new HuntId(row.getUUID("hunt_id"));
    }

    /** Stores a new hunt; false when the same request has made one meanwhile. */
    Uni<Boolean> insert(SqlConnection connection, Hunt hunt, KeyedRequest request) {
        HuntSpec spec = hunt.spec();
        Severity severity = spec.severity();
        Tuple row = Tuple.tuple()
                .addString(hunt.tenant().value())
                .addUUID(hunt.id().value())
                .addInteger(hunt.version())
                .addString(spec.name())
                .addString(spec.query())
                .addString(spec.source())
                .addString(severity == null ? null : severity.wireName())
                .addString(spec.host())
                .addString(spec.timeRange())
                .addString(spec.description())
                .addArrayOfString(spec.tags().toArray(String[]::new))
                .addString(spec.templateId())
                .addString(hunt.sharing().mode().wireName())
                .addArrayOfString(hunt.sharing().roles().toArray(String[]::new))
                .addBoolean(hunt.schedule().enabled())
                .addInteger(hunt.schedule().intervalMinutes())
                .addOffsetDateTime(utc(hunt.schedule().nextRunAt()))
                .addString(hunt.schedule().watermark())
                .addOffsetDateTime(utc(hunt.createdAt()))
                .addString(hunt.owner().subject())
                .addOffsetDateTime(utc(hunt.updatedAt()))
                .addString(request.key())
                .addString(request.key() == null ? null : request.hash());
        return connection.preparedQuery(INSERT).execute(row).map(rows -> rows.rowCount() == 1);
    }

    /** Stores another description and another audience. */
    Uni<Void> describe(SqlConnection connection, Hunt hunt) {
        return connection
                .preparedQuery(DESCRIBE)
                .execute(Tuple.tuple()
                        .addUUID(hunt.id().value())
                        .addInteger(hunt.version())
                        .addString(hunt.spec().description())
                        .addArrayOfString(hunt.spec().tags().toArray(String[]::new))
                        .addString(hunt.sharing().mode().wireName())
                        .addArrayOfString(hunt.sharing().roles().toArray(String[]::new))
                        .addOffsetDateTime(utc(hunt.updatedAt())))
                .replaceWithVoid();
    }

    /** Stores another schedule. */
    Uni<Void> schedule(SqlConnection connection, Hunt hunt) {
        Hunt.Schedule schedule = hunt.schedule();
        return connection
                .preparedQuery(SCHEDULE)
                .execute(Tuple.tuple()
                        .addUUID(hunt.id().value())
                        .addInteger(hunt.version())
                        .addBoolean(schedule.enabled())
                        .addInteger(schedule.intervalMinutes())
                        .addOffsetDateTime(utc(schedule.nextRunAt()))
                        .addString(schedule.watermark())
                        .addOffsetDateTime(utc(hunt.updatedAt())))
                .replaceWithVoid();
    }

    /** Deletes the hunt and its runs. */
    Uni<Void> delete(SqlConnection connection, HuntId id) {
        return connection.preparedQuery(DELETE).execute(Tuple.of(id.value())).replaceWithVoid();
    }

    private static Uni<Optional<Hunt>> one(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> hunts(rows).stream().findFirst());
    }

    private static List<Hunt> hunts(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(HuntRepository::hunt)
                .toList();
    }

    private static Hunt hunt(Row row) {
        return new Hunt(
                new TenantId(row.getString("tenant_id")),
                new HuntId(row.getUUID("hunt_id")),
                row.getInteger("version"),
                spec(row),
                new Sharing(
                        SharingMode.of(row.getString("sharing_mode")),
                        List.of(row.getArrayOfStrings("shared_with_roles"))),
                new Hunt.Schedule(
                        row.getBoolean("schedule_enabled"),
                        row.getInteger("schedule_interval_minutes"),
                        instant(row, "next_run_at"),
                        row.getString("watermark")),
                telemetry(row),
                new Hunt.Owner(
                        row.getString("created_by"),
                        Set.of(row.getArrayOfStrings("owner_roles")),
                        row.getOffsetDateTime("owner_seen_at").toInstant()),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static HuntSpec spec(Row row) {
        String severity = row.getString("severity");
        return new HuntSpec(
                row.getString("name"),
                row.getString("query"),
                row.getString("source"),
                severity == null ? null : Severity.of(severity),
                row.getString("host"),
                row.getString("time_range"),
                row.getString("description"),
                List.of(row.getArrayOfStrings("tags")),
                row.getString("template_id"));
    }

    static Hunt.Telemetry telemetry(Row row) {
        Long matches = row.getLong("last_match_count");
        return new Hunt.Telemetry(
                instant(row, "last_run_at"),
                matches,
                matches == null ? null : SearchResult.Relation.of(row.getBoolean("last_match_exact")),
                row.getLong("run_count"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
