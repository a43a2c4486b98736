package io.watchfloor.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.search.FairPlaces.Share;
import io.watchfloor.search.store.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FairPlacesTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");

    private FairPlaces places = new FairPlaces(3, new Share(2, 2), 4, Clock.systemUTC());
    private final Map<String, UniEmitter<? super String>> working = new ConcurrentHashMap<>();
    private final Map<String, UniAssertSubscriber<String>> asked = new LinkedHashMap<>();

    @Test
    void aTenantHasNoMoreThanItsShareAndOthersGoOn() {
        ask(ACME, "a1", "a2", "a3");
        ask(OTHER, "o1");
        working("a1", "a2", "o1");
        done("a1");
        working("a2", "o1", "a3");
    }

    @Test
    void aTenantHasASmallerShareWhileOthersAskAndForAMomentAfter() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        places = new FairPlaces(9, new Share(3, 1), 9, now::get);
        ask(ACME, "a1", "a2", "a3", "a4");
        working("a1", "a2", "a3");
        ask(OTHER, "o1", "o2");
        working("a1", "a2", "a3", "o1");
        done("o1");
        done("o2");
        done("a1");
        working("a2", "a3");
        now.set(Instant.EPOCH.plusSeconds(6));
        done("a2");
        working("a3", "a4");
    }

    @Test
    void tenantsThatWaitTakeTurns() {
        ask(ACME, "a1", "a2", "a3", "a4");
        ask(OTHER, "o1", "o2", "o3");
        working("a1", "a2", "o1");
        done("a1");
        working("a2", "o1", "a3");
        done("a2");
        done("a3");
        assertThat(places.taken()).isEqualTo(3);
        Awaitility.await().untilAsserted(() -> assertThat(working).containsKeys("o1", "o2", "a4"));
        done("o1");
        done("o2");
        done("a4");
        working("o3");
        done("o3");
        assertThat(places.taken()).isZero();
        assertThat(places.waiting()).isZero();
    }

    @Test
    void whoFindsTheQueueOfItsTenantFullIsRefused() {
        ask(ACME, "a1", "a2", "a3", "a4", "a5", "a6");
        ask(ACME, "a7");
        assertThat(failure("a7").type().status()).isEqualTo(429);
        assertThat(failure("a7").headers()).containsKey("Retry-After");
        ask(OTHER, "o1");
        working("a1", "a2", "o1");
    }

    @Test
    void whoWaitsUntilTheTimeIsOverIsRefused() {
        ask(ACME, "a1", "a2");
        asked.put("late", at(ACME, "late", Duration.ofMillis(50)));
        Awaitility.await()
                .untilAsserted(() -> assertThat(failure("late").type().status()).isEqualTo(429));
        assertThat(places.waiting()).isZero();
        done("a1");
        working("a2");
    }

    @Test
    void whoIsCancelledLeavesItsPlace() {
        ask(ACME, "a1", "a2", "a3", "a4");
        asked.get("a3").cancel();
        assertThat(places.waiting()).isEqualTo(1);
        asked.get("a1").cancel();
        Awaitility.await().untilAsserted(() -> assertThat(working).containsKey("a4"));
        assertThat(working).doesNotContainKey("a3");
        assertThat(places.taken()).isEqualTo(2);
    }

    @Test
    void workThatFailsLeavesItsPlace() {
        UniAssertSubscriber<String> failed = places.<String>at(
                        ACME,
                        signal(Duration.ofMinutes(1)),
                        () -> Uni.createFrom().failure(new IllegalStateException("no")))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        failed.assertFailedWith(IllegalStateException.class);
        assertThat(places.taken()).isZero();
    }

    private void ask(TenantId tenant, String... names) {
        for (String name : names) {
            asked.put(name, at(tenant, name, Duration.ofMinutes(1)));
        }
    }

    private UniAssertSubscriber<String> at(TenantId tenant, String name, Duration patience) {
        Uni<String> work = Uni.createFrom().emitter(emitter -> working.put(name, emitter));
        return places.at(tenant, signal(patience), () -> work).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static StopSignal signal(Duration patience) {
        Instant now = Clock.systemUTC().instant();
        return new StopSignal(Clock.systemUTC(), now.plus(patience));
    }

    private void done(String name) {
        Awaitility.await().untilAsserted(() -> assertThat(working).containsKey(name));
        working.remove(name).complete(name);
    }

    private void working(String... names) {
        Awaitility.await().untilAsserted(() -> assertThat(working).containsOnlyKeys(List.of(names)));
    }

    private ProblemException failure(String name) {
        return (ProblemException) asked.get(name).getFailure();
    }
}
