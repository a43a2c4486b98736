package io.watchfloor.search.event;

import static io.watchfloor.search.Api.SEARCH;
import static io.watchfloor.search.Api.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.stack.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SearchProfile.class)
class EventConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aCanaryIsNotStoredAndTheStoreGoesOnBehindIt() {
        long before = stored();
        send("01960000-0000-7000-8000-000000000001", "soc.event.ingested.v1");
        send("01960000-0000-7000-8000-000000000002", Event.CANARY_TYPE);
        await().atMost(PATIENCE).until(() -> stored() == before + 2);
        as("birds", "analyst")
                .queryParam("query", "*")
                .queryParam("from", "2025-01-01T00:00:00Z")
                .queryParam("to", "2026-01-01T00:00:00Z")
                .get(SEARCH)
                .then()
                .statusCode(200)
                .body("total.value", equalTo(1));
    }

    private static long stored() {
        return as("birds", "service")
                .get(SEARCH + "/high-water")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("")
                .values()
                .stream()
                .mapToLong(next -> ((Number) next).longValue())
                .sum();
    }

    private static void send(String id, String type) {
        // The id's first 48 bits are the time.
        Instant time = Instant.ofEpochMilli(Long.parseLong(id.substring(0, 8) + id.substring(9, 13), 16));
        Event event = new Event(
                Map.of(Event.ID, id, Event.TIMESTAMP, ContractJson.MILLIS.format(time), Event.TENANT, "birds"));
        KafkaProbe.send(Topics.EVENTS, "birds", id, type, "birds", event);
    }
}
