package io.watchfloor.search.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Reads of one state of the database that end when they are to stop, the statement that the database is at included: by its own time-out, and
 * by a request to cancel it. Such a reading fails with {@link StoppedException}.
 */
final class BoundedReads {
    private static final Logger LOG = Logger.getLogger(BoundedReads.class);
    private static final String OPEN = """
            select set_config('app.tenant', $1, true), set_config('statement_timeout', $2, true), pg_backend_pid() as pid
            """;
    private static final String CANCEL = "select pg_cancel_backend($1)";
    private static final String QUERY_CANCELED = "57014";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();

    private final TenantDatabase database;

    BoundedReads(TenantDatabase database) {
        this.database = database;
    }

    /** Runs {@code read} in a transaction that sees the tenant, and one state of the database whatever others commit meanwhile. */
    <T> Uni<T> read(TenantId tenant, StopSignal stop, Function<SqlConnection, Uni<T>> read) {
        return database.reading(connection -> {
                    Uni<Integer> backend =
                            open(connection, tenant, stop).memoize().indefinitely();
                    return bounded(backend, stop, () -> TenantDatabase.together(backend, () -> read.apply(connection)));
                })
                .onFailure(BoundedReads::isCancelled)
                .transform(e -> new StoppedException());
    }

    private static Uni<Integer> open(SqlConnection connection, TenantId tenant, StopSignal stop) {
        stop.check();
        // Zero would be no time-out at all.
        long millis = stop == StopSignal.NEVER ? 0 : Math.clamp(left(stop), 1, LONGEST_MILLIS);
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(tenant.value(), Long.toString(millis)))
                .map(rows -> rows.iterator().next().getInteger("pid"));
    }

    private static long left(StopSignal stop) {
        return stop.left().compareTo(PATIENCE.multipliedBy(10_000)) > 0
                ? LONGEST_MILLIS
                : stop.left().toMillis();
    }

    /**
     * The database is asked to cancel as soon as the signal comes. When it came, the connection is not given back before that is answered: else
     * the next user's statement might be hit.
     */
    private <T> Uni<T> bounded(Uni<Integer> backend, StopSignal stop, Supplier<Uni<T>> read) {
        if (stop == StopSignal.NEVER) {
            return read.get();
        }
        Cancelling cancelling = new Cancelling(stop);
        Uni<Void> cancelled = cancelling
                .signal()
                .chain(() -> backend)
                .chain(this::cancel)
                .memoize()
                .indefinitely();
        Uni<T> reading = Uni.createFrom()
                .deferred(() -> read.get())
                .onItemOrFailure()
                .call((item, failure) ->
                        stop.isCancelled() ? cancelled : Uni.createFrom().voidItem())
                .eventually(cancelling::forget);
        return Uni.combine()
                .any()
                .of(reading, cancelled.chain(() -> Uni.createFrom().<T>nothing()));
    }

    private Uni<Void> cancel(int backend) {
        return database.inTransaction(
                        connection -> connection.preparedQuery(CANCEL).execute(Tuple.of(backend)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("Statement of a search not cancelled cause=%s", e.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** Whether a reading failed because it was to stop. */
    static boolean isStopped(Throwable failure) {
        return failure instanceof StoppedException || isCancelled(failure);
    }

    private static boolean isCancelled(Throwable failure) {
        return failure instanceof PgException pg && QUERY_CANCELED.equals(pg.getSqlState());
    }

    /** Whether and when the signal comes. */
    private static final class Cancelling {
        private final StopSignal stop;
        private volatile Runnable action = () -> {};

        Cancelling(StopSignal stop) {
            this.stop = stop;
        }

        Uni<Void> signal() {
            return Uni.createFrom().emitter(emitter -> {
                action = () -> emitter.complete(null);
                stop.onCancel(action);
            });
        }

        void forget() {
            stop.forget(action);
        }
    }
}
