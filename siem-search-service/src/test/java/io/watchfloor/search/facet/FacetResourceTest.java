package io.watchfloor.search.facet;

import static io.restassured.RestAssured.given;
import static io.watchfloor.search.Api.SEARCH;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.search.SearchProfile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class FacetResourceTest {
    private static final String HISTOGRAM = SEARCH + "/histogram";
    private static final String FACETS = SEARCH + "/facets";

    @Test
    void aHistogramHasEveryBucketOfTheRange() {
        ingest("histogram", at("10:00:00", "a"), at("10:00:59", "a"), at("10:03:00", "b"), at("10:04:59", "a"));
        found("histogram", "*", 4);
        Map<String, String> request =
                Map.of("query", "*", "from", "2026-01-05T10:00:00Z", "to", "2026-01-05T10:05:00Z", "interval", "1m");
        post("histogram", HISTOGRAM, request)
                .statusCode(200)
                .body(
                        "buckets.count",
                        contains(1, 0, 0, 1, 1, 0),
                        "buckets[0].time",
                        equalTo("2026-01-05T10:00:00.000Z"),
                        "interval",
                        equalTo("1m"),
                        "total.value",
                        equalTo(3),
                        "total.relation",
                        equalTo("eq"),
                        "complete",
                        equalTo(true),
                        "reason",
                        nullValue(),
                        "searched_back_to",
                        nullValue());
        as("histogram", "hunter")
                .queryParam("query", "user:a")
                .queryParam("from", "2026-01-05T09:59:59Z")
                .queryParam("to", "2026-01-05T11:00:00Z")
                .get(HISTOGRAM)
                .then()
                .statusCode(200)
                .body("total.value", equalTo(3), "interval", equalTo("1m"), "buckets", hasSize(62));
    }

    @Test
    void facetsAreTheMostFrequentValuesOfFields() {
        ingest(
                "facets",
                event("a", ",\"tags\":[\"x\",\"y\",\"x\"],\"event.code\":4625"),
                event("a", ",\"tags\":\"y\",\"event.code\":4625"),
                event("b", ",\"event.code\":\"4625\""),
                event("c", ""));
        found("facets", "*", 4);
        post(
                        "facets",
                        FACETS,
                        Map.of("query", "*", "fields", List.of("user", "tags", "event.code", "nothing"), "size", 2))
                .statusCode(200)
                .body(
                        "facets.field",
                        contains("user", "tags", "event.code", "nothing"),
                        "facets[0].values.value",
                        contains("a", "b"),
                        "facets[0].values.count",
                        contains(2, 1),
                        "facets[0].distinct",
                        equalTo(3),
                        "facets[0].other",
                        equalTo(1),
                        "facets[0].error",
                        equalTo(0),
                        "facets[1].values.value",
                        contains("y", "x"),
                        "facets[1].values.count",
                        contains(2, 1),
                        "facets[3].values",
                        empty(),
                        "facets[3].distinct",
                        equalTo(0),
                        "total.value",
                        equalTo(4),
                        "complete",
                        equalTo(true));
        as("facets", "analyst")
                .queryParam("query", "user:(b OR c)")
                .queryParam("fields", "user.name, tags")
                .get(FACETS)
                .then()
                .statusCode(200)
                .body(
                        "facets[0].values.value",
                        contains("b", "c"),
                        "facets[1].values",
                        empty(),
                        "total.value",
                        equalTo(2));
    }

    @Test
    void whatCameTogetherIsCountedEachForItself() {
        String[] lines = IntStream.range(0, 40)
                .mapToObj(i -> event("u" + i % 7, ",\"n\":" + i))
                .toArray(String[]::new);
        ingest("manyvalues", lines);
        found("manyvalues", "*", 40);
        Map<String, Object> request = Map.of("query", "*", "fields", List.of("user.name", "n"), "size", 100);
        List<Integer> counts = post("manyvalues", FACETS, request).extract().path("facets[0].values.count");

        assertThat(counts).containsExactly(6, 6, 6, 6, 6, 5, 5);
        post("manyvalues", FACETS, request).body("facets[1].distinct", equalTo(40));
    }

    @Test
    void anotherTenantSeesNothing() {
        ingest("facetsmine", event("secret-user", ""));
        found("facetsmine", "*", 1);
        post("facetsyours", FACETS, Map.of("query", "*", "fields", List.of("user.name"), "time_range", "24h"))
                .statusCode(200)
                .body("facets[0].values", empty(), "facets[0].distinct", equalTo(0), "total.value", equalTo(0));
        int events = post("facetsyours", HISTOGRAM, Map.of("query", "*", "time_range", "24h"))
                .statusCode(200)
                .extract()
                .path("buckets.count.sum()");
        assertThat(events).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "histogram|{}|/query|required",
                "histogram|{\"query\":\"user:(\"}|/query|syntax",
                "histogram|{\"query\":\"*\",\"interval\":\"0s\"}|/interval|invalid_interval",
                "histogram|{\"query\":\"*\",\"interval\":\"fast\"}|/interval|invalid_interval",
                "histogram|{\"query\":\"*\",\"interval\":\"-1m\"}|/interval|invalid_interval",
                "histogram|{\"query\":\"*\",\"interval\":\"1s\",\"time_range\":\"1h\"}|/interval|too_many_buckets",
                "histogram|{\"query\":\"*\",\"interval\":\"1s\",\"time_range\":\"3650d\"}|/interval|too_many_buckets",
                "histogram|{\"query\":\"*\",\"size\":1}|/size|unknown_field",
                "facets|{\"query\":\"*\"}|/fields|required",
                "facets|{\"query\":\"*\",\"fields\":[]}|/fields|required",
                "facets|{\"query\":\"*\",\"fields\":[\"\"]}|/fields|invalid_field",
                "facets|{\"query\":\"*\",\"fields\":[null]}|/fields|invalid_field",
                "facets|{\"query\":\"*\",\"fields\":[\"file.hash.*\"]}|/fields|invalid_field",
                "facets|{\"query\":\"*\",\"fields\":[\"source\"]}|/fields|several_fields",
                "facets|{\"query\":\"*\",\"fields\":[\"hash\"]}|/fields|several_fields",
                "facets|{\"query\":\"*\",\"fields\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\"]}|/fields|too_many",
                "facets|{\"query\":\"*\",\"fields\":[\"a\"],\"size\":0}|/size|out_of_range",
                "facets|{\"query\":\"*\",\"fields\":[\"a\"],\"size\":1001}|/size|out_of_range"
            })
    void aWrongRequestNamesTheField(String operation, String body, String pointer, String code) {
        as("acme", "analyst")
                .contentType("application/json")
                .body(body)
                .post(SEARCH + "/" + operation)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer), "errors[0].code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "approver", "ingest"})
    void theseRolesDoNotCount(String role) {
        as("acme", role).queryParam("query", "*").get(HISTOGRAM).then().statusCode(403);
        as("acme", role)
                .queryParam("query", "*")
                .queryParam("fields", "a")
                .get(FACETS)
                .then()
                .statusCode(403);
        given().queryParam("query", "*").get(HISTOGRAM).then().statusCode(401);
    }

    private static ValidatableResponse post(String tenant, String path, Map<String, ?> request) {
        return as(tenant, "analyst")
                .contentType("application/json")
                .body(request)
                .post(path)
                .then();
    }

    private static String at(String time, String user) {
        return "{\"timestamp\":\"2026-01-05T" + time + "Z\",\"user\":\"" + user + "\"}";
    }

    private static String event(String user, String rest) {
        Instant now = Clock.systemUTC().instant();
        return "{\"timestamp\":\"" + now.minusSeconds(10) + "\",\"user\":\"" + user + "\"" + rest + "}";
    }
}
