package io.watchfloor.search.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code legal_hold}, in the tenant's transaction. */
@ApplicationScoped
class LegalHoldRepository {
    private static final String COLUMNS = """
            hold_id, reason, source, from_time, to_time, created_at, created_by, released_at, released_by, release_reason
            """;
    private static final String INSERT = """
            insert into legal_hold (tenant_id, hold_id, reason, source, from_time, to_time, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    private static final String LIST = "select " + COLUMNS + """
             from legal_hold
            where ($1::boolean is null or (released_at is null) = $1) and ($2::uuid is null or hold_id < $2)
            order by hold_id desc limit $3
            """;
    private static final String IN_FORCE = "select " + COLUMNS + " from legal_hold where released_at is null";
    private static final String ONE = "select " + COLUMNS + " from legal_hold where hold_id = $1";
    private static final String RELEASE = """
            update legal_hold set released_at = $2, released_by = $3, release_reason = $4 where hold_id = $1
            returning
            """ + COLUMNS;

    Uni<Void> insert(SqlConnection connection, TenantId tenant, LegalHold hold) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addString(tenant.value())
                        .addUUID(hold.holdId())
                        .addString(hold.reason())
                        .addString(hold.source())
                        .addOffsetDateTime(utc(hold.from()))
                        .addOffsetDateTime(utc(hold.to()))
                        .addOffsetDateTime(utc(hold.createdAt()))
                        .addString(hold.createdBy()))
                .replaceWithVoid();
    }

    /** Holds, newest first, after {@code after}. */
    Uni<List<LegalHold>> list(SqlConnection connection, @Nullable Boolean inForce, @Nullable UUID after, int limit) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(inForce, after, limit))
                .map(LegalHoldRepository::holds);
    }

    Uni<List<LegalHold>> inForce(SqlConnection connection) {
        return connection.preparedQuery(IN_FORCE).execute().map(LegalHoldRepository::holds);
    }

    Uni<Optional<LegalHold>> find(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(ONE)
                .execute(Tuple.of(id))
                .map(rows -> holds(rows).stream().findFirst());
    }

    /** The same, held against other changes until the transaction ends. */
    Uni<Optional<LegalHold>> lock(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(ONE + " for update")
                .execute(Tuple.of(id))
                .map(rows -> holds(rows).stream().findFirst());
    }

    Uni<LegalHold> release(SqlConnection connection, Caller caller, UUID id, String reason, Instant now) {
        return connection
                .preparedQuery(RELEASE)
                .execute(Tuple.of(id, utc(now), caller.subject(), reason))
                .map(rows -> holds(rows).getFirst());
    }

    private static List<LegalHold> holds(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(LegalHoldRepository::hold)
                .toList();
    }

    private static LegalHold hold(Row row) {
        return new LegalHold(
                row.getUUID("hold_id"),
                row.getString("reason"),
                row.getString("source"),
                instant(row, "from_time"),
                instant(row, "to_time"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("created_by"),
                instant(row, "released_at"),
                row.getString("released_by"),
                row.getString("release_reason"));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
