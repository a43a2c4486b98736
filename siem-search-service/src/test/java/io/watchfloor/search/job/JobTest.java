package io.watchfloor.search.job;

import static io.restassured.RestAssured.given;
import static io.watchfloor.search.Api.SEARCH;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static io.watchfloor.search.Api.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.search.BlockedReading;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SearchProfile.class)
class JobTest {
    private static final String JOBS = SEARCH + "/jobs";

    private final Instant now = Clock.systemUTC().instant();

    @Inject
    TenantDatabase database;

    @Inject
    JobScheduler scheduler;

    @Test
    void aJobFindsWhatASearchFinds() {
        fill("job", 30);
        Map<String, Object> request = Map.of("query", "user:j*", "time_range", "1h", "fields", List.of("user.name"));
        String address = create("job", request)
                .body("state", equalTo("queued"), "query", equalTo("user:j*"), "time_range", equalTo("1h"))
                .header("Location", containsString(JOBS))
                .extract()
                .header("Location");
        ended("job", address, "succeeded")
                .body("progress", equalTo(1.0f), "complete", equalTo(true), "kept", equalTo(30))
                .body("total.value", equalTo(30), "total.relation", equalTo("eq"), "events", hasSize(10))
                .body("started_at", notNullValue(), "finished_at", notNullValue(), "error", nullValue());
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = as("job", "analyst")
                    .queryParams(cursor == null ? Map.of("limit", 7) : Map.of("limit", 7, "cursor", cursor))
                    .get(address + "/results")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("items.'event.id'"));
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        assertThat(ids).isEqualTo(search("job", request).extract().jsonPath().getList("events.'event.id'"));
    }

    @Test
    void aJobIsOfItsOwnerAlone() {
        String address = create("job-owner", Map.of("query", "*")).extract().header("Location");
        ended("job-owner", address, "succeeded");
        for (String bearer :
                List.of(Tokens.bearer("bo", "job-owner", "admin"), Tokens.bearer("ana", "job-other", "analyst"))) {
            for (String path : List.of(address, address + "/results")) {
                given().header("Authorization", bearer).get(path).then().statusCode(404);
            }
            given().header("Authorization", bearer).delete(address).then().statusCode(404);
            given().header("Authorization", bearer).get(JOBS).then().body("items", hasSize(0));
        }
        as("job-owner", "analyst").get(JOBS).then().statusCode(200).body("items", hasSize(1));
        as("job-owner", "viewer").get(JOBS).then().statusCode(403);
        as("job-owner", "analyst").get(JOBS + "/nonsense").then().statusCode(404);
    }

    @Test
    void oneKeyMakesOneJob() {
        String first =
                keyed("k1", "{\"query\":\"*\"}").statusCode(202).extract().path("job_id");
        keyed("k1", "{\"query\":\"*\"}")
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("job_id", equalTo(first));
        keyed("k1", "{\"query\":\"a\"}").statusCode(422);
        ended("job-key", JOBS + "/" + first, "succeeded");
    }

    private static ValidatableResponse keyed(String key, String body) {
        return as("job-key", "analyst")
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(JOBS)
                .then();
    }

    @Test
    void aWrongSearchIsRefusedAtOnce() {
        create("job-wrong", Map.of("query", "(")).statusCode(400).body("errors[0].pointer", equalTo("/query"));
        create("job-wrong", Map.of("query", "*", "cursor", "x")).statusCode(400);
        as("job-wrong", "analyst").get(JOBS).then().body("items", hasSize(0));
    }

    @Test
    void aJobThatIsCancelledEndsInTheDatabaseToo() {
        fill("job-cancel", 1);
        try (BlockedReading blocked = new BlockedReading(database)) {
            String address =
                    create("job-cancel", Map.of("query", "*")).extract().header("Location");
            BlockedReading.atWork(1);
            as("job-cancel", "analyst").delete(address).then().statusCode(204);
            BlockedReading.atWork(0);
            as("job-cancel", "analyst").get(address).then().body("state", equalTo("cancelled"));
            as("job-cancel", "analyst").delete(address).then().statusCode(204);
            as("job-cancel", "analyst").get(address).then().statusCode(404);
        }
    }

    @Test
    void thereAreNotMoreJobsThanThereMayBe() {
        fill("job-many", 1);
        try (BlockedReading blocked = new BlockedReading(database)) {
            for (int i = 0; i < 3; i++) {
                create("job-many", Map.of("query", "*")).statusCode(202);
            }
            create("job-many", Map.of("query", "*"))
                    .statusCode(429)
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("urn:watchfloor:problem:too-many-jobs"));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> as("job-many", "analyst")
                        .get(JOBS)
                        .then()
                        .body("items.findAll { it.state == 'succeeded' }", hasSize(3)));
    }

    @Test
    void aJobOfADeadInstanceGoesOnWhereItWas() {
        fill("job-dead", 20);
        String address;
        try (BlockedReading blocked = new BlockedReading(database)) {
            address = create("job-dead", Map.of("query", "*", "time_range", "1h"))
                    .extract()
                    .header("Location");
            BlockedReading.atWork(1);
            // As if another instance had held it and died: what this one is doing is worth nothing any more.
            change("job-dead", address, "lease_until = now(), fencing_epoch = fencing_epoch + 5");
        }
        ended("job-dead", address, "succeeded").body("kept", equalTo(20), "total.value", equalTo(20));
        as("job-dead", "analyst").get(address + "/results").then().body("items", hasSize(20));
    }

    @Test
    void aJobThatKillsItsInstancesIsGivenUp() {
        String address = create("job-deadly", Map.of("query", "*")).extract().header("Location");
        ended("job-deadly", address, "succeeded");
        change("job-deadly", address, "state = 'running', finished_at = null, lease_until = now(), attempts = 5");
        ended("job-deadly", address, "failed").body("error", containsString("5 times"));
    }

    @Test
    void anOldJobIsForgottenWithItsResults() {
        fill("job-old", 3);
        String address = create("job-old", Map.of("query", "*")).extract().header("Location");
        ended("job-old", address, "succeeded").body("kept", equalTo(3));
        change("job-old", address, "expires_at = now()");
        scheduler.expire().await().atMost(Duration.ofSeconds(10));
        as("job-old", "analyst").get(address).then().statusCode(404);
        assertThat(DatabaseProbe.query("job-old", "select 1 from siem_search_job_pages"))
                .isEmpty();
    }

    private void fill(String tenant, int events) {
        String[] lines = IntStream.range(0, events)
                .mapToObj(i -> "{\"timestamp\":\"" + now.minusSeconds(60 + i) + "\",\"user\":\"j" + i + "\"}")
                .toArray(String[]::new);
        ingest(tenant, lines);
        found(tenant, "*", events);
    }

    private static ValidatableResponse create(String tenant, Map<String, ?> request) {
        return as(tenant, "analyst")
                .contentType("application/json")
                .body(request)
                .post(JOBS)
                .then();
    }

    private static ValidatableResponse ended(String tenant, String address, String state) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> as(tenant, "analyst").get(address).then().statusCode(200),
                        answer -> answer.extract().path("state").equals(state));
    }

    private static void change(String tenant, String address, String what) {
        UUID id = UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
        assertThat(DatabaseProbe.query(tenant, "update siem_search_jobs set " + what + " where job_id = ?", id))
                .isEmpty();
    }
}
