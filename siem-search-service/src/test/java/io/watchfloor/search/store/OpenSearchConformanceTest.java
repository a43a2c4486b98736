package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.OpenSearchInfrastructure;
import io.watchfloor.search.OpenSearchProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Documents of a real OpenSearch. */
@QuarkusTest
@TestProfile(OpenSearchProfile.class)
@EnabledIf(
        value = "io.watchfloor.search.OpenSearchInfrastructure#isBuilt",
        disabledReason = "deploy/opensearch is not built: mvn -pl deploy/opensearch package")
class OpenSearchConformanceTest extends QueryConformance {
    @Inject
    MeterRegistry metrics;

    @Override
    Map<String, Runnable> states() {
        return Map.of("documents", () -> {});
    }

    @Test
    @EnabledIfSystemProperty(
            named = "watchfloor.opensearch.crash",
            matches = "true",
            disabledReason = "by command: -Dwatchfloor.opensearch.crash=true")
    void killingItWhileItStoresLosesNothingAndDoublesNothing() {
        Corpus corpus = Corpus.of(new TenantId("crash"), RandomEvents.of(7, 12_000));
        AtomicInteger stored = new AtomicInteger();
        CompletableFuture<Void> storing = CompletableFuture.runAsync(() -> corpus.batches("conformance.crash", 100)
                .forEach(batch -> {
                    store.append(batch)
                            .onFailure()
                            .retry()
                            .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(2))
                            .indefinitely()
                            .await()
                            .atMost(Duration.ofMinutes(3));
                    stored.incrementAndGet();
                }));
        for (int crash = 1; crash <= 4; crash++) {
            int reached = crash * 20;
            await().atMost(Duration.ofMinutes(3)).until(() -> stored.get() >= reached || storing.isDone());
            assertThat(storing).isNotDone();
            OpenSearchInfrastructure.crash();
        }
        storing.join();
        assertThat(whole(corpus)).isEqualTo(json(corpus));
    }

    /** An index that somebody made with other types stands for whatever OpenSearch may not like about an event. */
    @Test
    void whatIsRefusedIsStoredByItsBodyAndStillFound() throws IOException, InterruptedException {
        Corpus corpus = Corpus.of(new TenantId("refused"), RandomEvents.of(8, 60));
        Counter unread = metrics.counter("watchfloor.store.opensearch.unread");
        store(Corpus.of(new TenantId("first"), RandomEvents.of(9, 1))); // so that the template is there
        double before = unread.count();
        for (String day : List.of("2026.03.01", "2026.03.02")) {
            put(
                    "/watchfloor-events.refused." + day,
                    "{\"mappings\":{\"properties\":{\"fields\":{\"type\":\"long\"}}}}");
        }
        store(corpus);
        assertThat(unread.count() - before).isEqualTo(60);
        assertThat(whole(corpus)).isEqualTo(json(corpus));
    }

    private static void put(String path, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            OpenSearchInfrastructure.uri().resolve(path))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
