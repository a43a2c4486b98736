package io.watchfloor.search;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.testkit.fixture.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The service as its callers use it. */
public final class Api {
    public static final String LOGS = "/api/v1/siem/logs";
    public static final String SEARCH = "/api/v1/siem/search";

    private Api() {}

    public static RequestSpecification as(String tenant, String... roles) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, roles));
    }

    /** Sends logs as NDJSON and answers their ids. */
    public static List<String> ingest(String tenant, String... lines) {
        return as(tenant, "analyst")
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post(LOGS)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    public static ValidatableResponse search(String tenant, Map<String, ?> request) {
        return as(tenant, "analyst")
                .contentType("application/json")
                .body(request)
                .post(SEARCH)
                .then();
    }

    /** Searches until so many events are found. */
    public static JsonPath found(String tenant, String query, int count) {
        Map<String, Object> request = Map.of("query", query, "time_range", "3650d", "max_results", 1000);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> search(tenant, request).statusCode(200).extract().jsonPath(),
                        answer -> answer.getInt("count") == count);
    }
}
