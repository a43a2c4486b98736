package io.watchfloor.detection.idempotency;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The table {@code idempotency_key}. The key is taken and its answer stored in the transaction of the effect: of two
 * requests at once the second waits for the first, and a request that failed leaves nothing behind. Keys live 24 hours.
 */
@ApplicationScoped
public class IdempotencyKeys {
    private static final String FIND = """
            select request_hash, status, body from idempotency_key
            where tenant_id = $1 and principal = $2 and operation = $3 and key = $4
            """;
    private static final String TAKE = """
            insert into idempotency_key (tenant_id, principal, operation, key, request_hash, status, body)
            values ($1, $2, $3, $4, $5, 0, '') on conflict do nothing
            """;
    private static final String STORE = """
            update idempotency_key set status = $5, body = $6
            where tenant_id = $1 and principal = $2 and operation = $3 and key = $4
            """;
    private static final String SWEEP = "delete from idempotency_key where created_at < now() - interval '24 hours'";

    private final TenantDatabase database;

    IdempotencyKeys(TenantDatabase database) {
        this.database = database;
    }

    /** The answer that the request had before; 422 when its key was used with another body. */
    public Uni<Optional<StoredAnswer>> find(SqlConnection connection, KeyedRequest request) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(request.tenant().value(), request.principal(), request.operation(), request.key()))
                .map(rows -> answer(rows, request));
    }

    /** Takes the key for the rest of the transaction, or answers as {@link #find} when it was taken before. */
    public Uni<Optional<StoredAnswer>> take(SqlConnection connection, KeyedRequest request) {
        Tuple key = Tuple.of(
                request.tenant().value(), request.principal(), request.operation(), request.key(), request.hash());
        return connection
                .preparedQuery(TAKE)
                .execute(key)
                .chain(taken ->
                        taken.rowCount() == 1 ? Uni.createFrom().item(Optional.empty()) : find(connection, request));
    }

    /** Keeps the answer to a request whose key this transaction took. */
    public Uni<Void> store(SqlConnection connection, KeyedRequest request, StoredAnswer answer) {
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.of(
                        request.tenant().value(),
                        request.principal(),
                        request.operation(),
                        request.key(),
                        answer.status(),
                        answer.body()))
                .replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "6m", identity = "idempotency-sweeper")
    Uni<Void> sweep() {
        return database.asSystem(connection -> connection.query(SWEEP).execute())
                .replaceWithVoid();
    }

    private static Optional<StoredAnswer> answer(RowSet<Row> rows, KeyedRequest request) {
        if (rows.rowCount() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        if (!row.getString("request_hash").equals(request.hash())) {
            String message = "The key was used before with another body; use a new key for a new request";
            throw new ProblemException(IdempotencyProblem.IDEMPOTENCY_KEY_REUSED, message)
                    .at("Idempotency-Key", "reused", message);
        }
        return Optional.of(new StoredAnswer(row.getInteger("status"), row.getString("body")));
    }
}
