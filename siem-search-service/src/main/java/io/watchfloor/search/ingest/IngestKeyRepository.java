package io.watchfloor.search.ingest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Rows of {@code ingest_key}; every statement runs in the tenant's transaction. */
@ApplicationScoped
class IngestKeyRepository {
    private static final String INSERT = """
            insert into ingest_key (tenant_id, id, name, secret_hash, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6)
            """;
    private static final String LIST = """
            select id, name, created_at, created_by from ingest_key where tenant_id = $1 order by id desc limit 1000
            """;
    private static final String DELETE = "delete from ingest_key where tenant_id = $1 and id = $2";
    private static final String COUNT = "select count(*) as keys from ingest_key where tenant_id = $1";
    private static final String FIND = "select id from ingest_key where tenant_id = $1 and secret_hash = $2";

    Uni<Void> insert(SqlConnection connection, TenantId tenant, IngestKey key, byte[] hash) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addString(tenant.value())
                        .addUUID(key.id())
                        .addString(key.name())
                        .addBuffer(Buffer.buffer(hash))
                        .addOffsetDateTime(key.createdAt().atOffset(ZoneOffset.UTC))
                        .addString(key.createdBy()))
                .replaceWithVoid();
    }

    Uni<List<IngestKey>> list(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(IngestKeyRepository::key)
                        .toList());
    }

    Uni<Long> count(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next().getLong("keys"));
    }

    /** Whether there was such a key. */
    Uni<Boolean> delete(SqlConnection connection, TenantId tenant, UUID id) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> rows.rowCount() > 0);
    }

    Uni<Optional<UUID>> find(SqlConnection connection, TenantId tenant, byte[] hash) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.tuple().addString(tenant.value()).addBuffer(Buffer.buffer(hash)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .findFirst());
    }

    private static IngestKey key(Row row) {
        return new IngestKey(
                row.getUUID("id"),
                row.getString("name"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("created_by"),
                null);
    }
}
