package io.watchfloor.search.tools;

import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.search.BlockedReading;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.fixture.Tokens;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Correlations take the places of searches from their first reading on, and end as searches do. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class CorrelateCancelTest {
    private static final String TOOL = "/api/v1/siem/tools/correlate-events";

    private final Instant now = Clock.systemUTC().instant();

    @Inject
    TenantDatabase database;

    @Inject
    MeterRegistry metrics;

    @TestHTTPResource(TOOL)
    URI address;

    @Test
    void givenEventsAreFetchedAtThePlacesOfSearchesUntilTheCallerGoesAway() throws Exception {
        String id = event("relategone");
        try (BlockedReading blocked = new BlockedReading(database);
                HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<Void>> answer = ask(client, "relategone", id);
            BlockedReading.atWork(1);
            assertThat(running()).isEqualTo(1);
            answer.cancel(true);
            BlockedReading.atWork(0);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(running()).isZero());
        }
    }

    @Test
    void noTenantHasMoreCorrelationsAtOnceThanPlaces() throws Exception {
        String id = event("relateplaces");
        try (BlockedReading blocked = new BlockedReading(database);
                HttpClient client = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
            IntStream.range(0, 9).forEach(each -> answers.add(ask(client, "relateplaces", id)));
            BlockedReading.atWork(6);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(gauge("watchfloor.search.waiting")).isEqualTo(3));
            assertThat(running()).isEqualTo(6);
            answers.reversed().forEach(answer -> answer.cancel(true));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(running()).isZero());
        }
    }

    @Test
    void aCorrelationThatFindsNoTimeToFetchItsEventsSaysSo() {
        String id = event("relateslow");
        try (BlockedReading blocked = new BlockedReading(database)) {
            as("relateslow", "analyst")
                    .contentType("application/json")
                    .body(Map.of("event_ids", List.of(id, "no id")))
                    .post(TOOL)
                    .then()
                    .statusCode(200)
                    .body("complete", equalTo(false), "reason", equalTo("time"), "truncated", equalTo(true))
                    .body("event_ids", empty(), "not_found", equalTo(List.of("no id")));
            BlockedReading.atWork(0);
        }
    }

    private CompletableFuture<HttpResponse<Void>> ask(HttpClient client, String tenant, String id) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", Tokens.bearer("ana", tenant, "analyst"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"event_ids\":[\"" + id + "\"]}"))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    private String event(String tenant) {
        String id = ingest(tenant, "{\"timestamp\":\"" + now.minusSeconds(10) + "\",\"user\":\"u\"}")
                .getFirst();
        found(tenant, "*", 1);
        return id;
    }

    private double running() {
        return gauge("watchfloor.search.running");
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }
}
