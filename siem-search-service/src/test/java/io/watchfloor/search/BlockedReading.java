package io.watchfloor.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.testkit.stack.DatabaseProbe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Holds the table of events, so that reading it waits until this is closed. */
public final class BlockedReading implements AutoCloseable {
    /** Of searches; others read and write blocks too. */
    private static final String AT_WORK = "select pid from pg_stat_activity where wait_event_type = 'Lock'"
            + " and query like '%event_block%max_time >= $1%'";

    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final CompletableFuture<Void> held;

    public BlockedReading(TenantDatabase database) {
        CompletableFuture<Void> locked = new CompletableFuture<>();
        held = database.inTransaction(connection -> connection
                        .query("lock table event_block in access exclusive mode")
                        .execute()
                        .invoke(() -> locked.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(released)))
                .subscribeAsCompletionStage();
        locked.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Waits until so many searches wait for the table. */
    public static void atWork(int statements) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(statements == 0 ? 2 : 15))
                .untilAsserted(
                        () -> assertThat(DatabaseProbe.query(null, AT_WORK)).hasSize(statements));
    }

    @Override
    public void close() {
        released.complete(null);
        held.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
