package io.watchfloor.platform.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Transactions that the database holds to one tenant by row-level security. Outside of them the application role sees
 * no row at all.
 */
@ApplicationScoped
public class TenantDatabase {
    private static final Logger LOG = Logger.getLogger(TenantDatabase.class);
    private static final String BEGIN_READING = "begin isolation level repeatable read, read only";

    private final Pool pool;
    private final String systemRole;

    TenantDatabase(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.systemRole = config.name() + "_system";
    }

    /** Runs {@code work} in one transaction as the tenant; commits when it succeeds. */
    public <T> Uni<T> inTenant(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection -> useTenant(connection, tenant).chain(() -> work.apply(connection)));
    }

    /**
     * Runs {@code work} in one transaction across tenants, as the system role: it sees only what policies name it for
     * (outbox, due schedules, start-up loads).
     */
    public <T> Uni<T> asSystem(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection ->
                connection.query("set local role " + systemRole).execute().chain(() -> work.apply(connection)));
    }

    /** Runs {@code work} in one transaction that names its tenants itself by {@link #useTenant}. */
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work);
    }

    /**
     * Runs {@code work} in one transaction that sees one state of the database from beginning to end, whatever others commit
     * meanwhile; names its tenants itself. Fails, to be tried again, when it changes what another changed since.
     */
    public <T> Uni<T> inSnapshot(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection -> together(
                connection
                        .query("set transaction isolation level repeatable read")
                        .execute(),
                () -> work.apply(connection)));
    }

    /**
     * Runs {@code work}, which only reads, in one transaction that sees one state of the database from beginning to end, whatever others
     * commit meanwhile; names its tenants itself. Its first statement does not wait for the beginning of the transaction.
     */
    public <T> Uni<T> reading(Function<SqlConnection, Uni<T>> work) {
        return pool.getConnection()
                .chain(connection -> together(connection.query(BEGIN_READING).execute(), () -> work.apply(connection))
                        .onTermination()
                        .call(() -> end(connection)));
    }

    /** Statements that are still under way end first. Nothing is lost with a connection that breaks now. */
    private static Uni<Void> end(SqlConnection connection) {
        return connection
                .query("rollback")
                .execute()
                .onFailure()
                .invoke(e -> LOG.debugf("Connection lost cause=%s", e.toString()))
                .onFailure()
                .recoverWithNull()
                .chain(connection::close);
    }

    /** Sends the first statement of {@code work} behind another without waiting for its answer: the database takes them in turn. */
    public static <T> Uni<T> together(Uni<?> first, Supplier<Uni<T>> work) {
        return Uni.combine()
                .all()
                .unis(first, Uni.createFrom().deferred(() -> work.get()))
                .with((answer, result) -> result);
    }

    /** Makes the rest of the transaction see the tenant; the setting ends with the transaction. */
    public static Uni<Void> useTenant(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery("select set_config('app.tenant', $1, true)")
                .execute(Tuple.of(tenant.value()))
                .replaceWithVoid();
    }
}
