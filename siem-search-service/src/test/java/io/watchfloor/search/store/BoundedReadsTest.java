package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.stack.DatabaseProbe;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is told to stop ends in the database too. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class BoundedReadsTest {
    private static final TenantId TENANT = new TenantId("bounded");
    private static final String ASLEEP =
            "select pid from pg_stat_activity where state = 'active' and query like 'select pg_sleep(60%'";

    @Inject
    TenantDatabase database;

    @Test
    void aStatementEndsWhenItIsCancelled() {
        StopSignal stop = signal(Duration.ofMinutes(1));
        CompletableFuture<String> asleep = sleep(stop, "select pg_sleep(60.1)").subscribeAsCompletionStage();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(DatabaseProbe.query(null, ASLEEP)).hasSize(1));
        stop.cancel();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> asleep.get(5, java.util.concurrent.TimeUnit.SECONDS))
                .withCauseInstanceOf(StoppedException.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(DatabaseProbe.query(null, ASLEEP)).isEmpty());
    }

    @Test
    void aStatementEndsWhenTheTimeIsOver() {
        Uni<String> asleep = sleep(signal(Duration.ofMillis(300)), "select pg_sleep(60.2)");
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> asleep.await().atMost(Duration.ofSeconds(10)));
        assertThat(DatabaseProbe.query(null, ASLEEP)).isEmpty();
    }

    @Test
    void whatEndsBeforeIsNotTouched() {
        StopSignal stop = signal(Duration.ofMinutes(1));
        assertThat(sleep(stop, "select pg_sleep(0)").await().atMost(Duration.ofSeconds(10)))
                .isEqualTo("awake");
        stop.cancel();
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> sleep(stop, "select pg_sleep(0)").await().atMost(Duration.ofSeconds(10)));
        assertThat(sleep(StopSignal.NEVER, "select pg_sleep(0)").await().atMost(Duration.ofSeconds(10)))
                .isEqualTo("awake");
    }

    private Uni<String> sleep(StopSignal stop, String sql) {
        return new BoundedReads(database)
                .read(
                        TENANT,
                        stop,
                        connection -> connection.query(sql).execute().replaceWith("awake"));
    }

    private static StopSignal signal(Duration patience) {
        return new StopSignal(Clock.systemUTC(), Clock.systemUTC().instant().plus(patience));
    }
}
