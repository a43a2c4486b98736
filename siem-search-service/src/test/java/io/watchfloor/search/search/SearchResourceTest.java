package io.watchfloor.search.search;

import static io.restassured.RestAssured.given;
import static io.watchfloor.search.Api.LOGS;
import static io.watchfloor.search.Api.SEARCH;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static io.watchfloor.search.Api.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.watchfloor.search.SearchProfile;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class SearchResourceTest {
    private final Instant now = Clock.systemUTC().instant();

    @Test
    void theDefaultRangeIsTheLastFifteenMinutes() {
        ingest("s2", event("in", 14 * 60 + 50), event("out", 15 * 60 + 10), event("ahead", -600));
        found("s2", "*", 2);
        search("s2", Map.of("query", "*"))
                .statusCode(200)
                .body(
                        "time_range",
                        equalTo("15m"),
                        "query",
                        equalTo("*"),
                        "count",
                        equalTo(1),
                        "events[0].'user.name'",
                        equalTo("in"),
                        "total.value",
                        equalTo(1),
                        "total.relation",
                        equalTo("eq"),
                        "complete",
                        equalTo(true),
                        "next_cursor",
                        nullValue());
        search("s2", Map.of("query", "*", "time_range", "1h")).body("count", equalTo(2), "time_range", equalTo("1h"));
        Map<String, String> around = Map.of(
                "query",
                "*",
                "from",
                now.minusSeconds(960).toString(),
                "to",
                now.plusSeconds(900).toString());
        Awaitility.await().untilAsserted(() -> search("s2", around).body("count", equalTo(3)));
    }

    @Test
    void pagesFollowOneAnotherNewestFirstWithoutGapOrRepeat() {
        String[] lines = IntStream.range(0, 23)
                .mapToObj(i -> event("paged", 100 + i / 2).replace("}", ",\"n\":" + i + "}"))
                .toArray(String[]::new);
        ingest("pages", lines);
        found("pages", "*", 23);
        List<String> ids = new ArrayList<>();
        Map<String, Object> request =
                new HashMap<>(Map.of("query", "user:paged AND NOT n:3", "max_results", 5, "time_range", "1h"));
        for (int page = 0; page < 5; page++) {
            JsonPath answer = search("pages", request).statusCode(200).extract().jsonPath();
            assertThat(answer.getInt("total.value")).isEqualTo(22);
            assertThat(answer.getList("events")).hasSize(answer.getInt("count"));
            ids.addAll(answer.getList("events.'event.id'"));
            request.put("cursor", answer.getString("next_cursor"));
        }
        assertThat(request.get("cursor")).isNull();
        assertThat(ids).hasSize(22).doesNotHaveDuplicates().isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void aCursorIsOfItsSearchAndTenant() {
        ingest("cursors", event("a", 10), event("b", 20));
        found("cursors", "*", 2);
        String cursor = search("cursors", Map.of("query", "*", "max_results", 1))
                .extract()
                .path("next_cursor");
        search("cursors", Map.of("query", "*", "max_results", 1, "cursor", cursor))
                .statusCode(200)
                .body("events[0].'user.name'", equalTo("b"));
        search("cursors", Map.of("query", "user:*", "cursor", cursor)).statusCode(400);
        search("other", Map.of("query", "*", "cursor", cursor)).statusCode(400);
        search("cursors", Map.of("query", "*", "cursor", "x"))
                .statusCode(400)
                .body("type", equalTo("urn:watchfloor:problem:invalid-cursor"));
    }

    @Test
    void aLongQueryHasPagesToo() {
        ingest("long", event("a", 10), event("b", 20));
        found("long", "*", 2);
        String query = "user:(a OR b OR " + "c".repeat(5_000) + ")";
        String cursor = search("long", Map.of("query", query, "max_results", 1))
                .extract()
                .path("next_cursor");
        search("long", Map.of("query", query, "max_results", 1, "cursor", cursor))
                .statusCode(200)
                .body("count", equalTo(1));
    }

    @Test
    void theSourceFilters() {
        ingest("sources", event("app", 10));
        as("sources", "analyst")
                .contentType("application/json")
                .body(event("zeek", 10))
                .post(LOGS + "?source=zeek")
                .then()
                .statusCode(200);
        found("sources", "*", 2);
        search("sources", Map.of("query", "*", "source", "zeek"))
                .body("count", equalTo(1), "events[0].'user.name'", equalTo("zeek"));
        search("sources", Map.of("query", "source:zeek")).body("count", equalTo(1));
        search("sources", Map.of("query", "*", "source", "suricata")).body("count", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/query|required",
                "{\"query\":\" \"}|/query|required",
                "{\"query\":\"user:(a\"}|/query|syntax",
                "{\"query\":\"*\",\"time_range\":\"5x\"}|/time_range|invalid_time_range",
                "{\"query\":\"*\",\"time_range\":\"0m\"}|/time_range|invalid_time_range",
                "{\"query\":\"*\",\"time_range\":\"-5m\"}|/time_range|invalid_time_range",
                "{\"query\":\"*\",\"time_range\":\"9999999d\"}|/time_range|invalid_time_range",
                "{\"query\":\"*\",\"from\":\"yesterday\"}|/from|invalid_time",
                "{\"query\":\"*\",\"to\":\"2026-01-01T00:00:00Z\"}|/from|required",
                "{\"query\":\"*\",\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}|/from|invalid_time_range",
                "{\"query\":\"*\",\"source\":\"nosuch\"}|/source|unknown_source",
                "{\"query\":\"*\",\"max_results\":0}|/max_results|out_of_range",
                "{\"query\":\"*\",\"max_results\":-1}|/max_results|out_of_range",
                "{\"query\":\"*\",\"max_results\":1001}|/max_results|out_of_range",
                "{\"query\":\"*\",\"max_results\":\"many\"}|/max_results|invalid_value",
                "{\"query\":\"*\",\"limit\":5}|/limit|unknown_field",
                "{\"query\":|''|syntax"
            })
    void aWrongRequestNamesTheField(String body, String pointer, String code) {
        as("acme", "analyst")
                .contentType("application/json")
                .body(body)
                .post(SEARCH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer), "errors[0].code", equalTo(code));
    }

    @Test
    void aSyntaxErrorTellsItsPosition() {
        search("acme", Map.of("query", "user:a AND"))
                .statusCode(400)
                .body("position", equalTo(10), "errors[0].message", containsString("position 10"));
        search("acme", Map.of("query", "(".repeat(1_000) + "a" + ")".repeat(1_000)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/query"));
        search("acme", Map.of("query", "a".repeat(1 << 20)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/query"));
        as("acme", "analyst")
                .contentType("application/json")
                .post(SEARCH)
                .then()
                .statusCode(400);
    }

    @Test
    void theUrlFormIsTheSameSearch() {
        ingest("byurl", event("a", 10));
        found("byurl", "*", 1);
        as("byurl", "hunter")
                .queryParam("query", "user:a")
                .queryParam("max_results", 5)
                .get(SEARCH)
                .then()
                .statusCode(200)
                .body("count", equalTo(1), "time_range", equalTo("15m"));
        as("byurl", "hunter")
                .queryParam("query", "user:(")
                .get(SEARCH)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?query"));
        as("byurl", "hunter")
                .queryParam("query", "*")
                .queryParam("max_results", "x")
                .get(SEARCH)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?max_results"));
        as("byurl", "hunter")
                .queryParam("query", "*")
                .queryParam("limit", "5")
                .get(SEARCH)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?limit"));
        as("byurl", "hunter").get(SEARCH).then().statusCode(400).body("errors[0].pointer", equalTo("?query"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyst", "hunter", "detection_engineer", "responder", "admin", "service"})
    void theseRolesSearch(String role) {
        as("roles", role).queryParam("query", "*").get(SEARCH).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "approver", "ingest", "Analyst"})
    void theseRolesDoNot(String role) {
        as("roles", role)
                .queryParam("query", "*")
                .get(SEARCH)
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        given().queryParam("query", "*").get(SEARCH).then().statusCode(401);
    }

    @Test
    void anotherTenantFindsNothingAndItsLogIsAsIfItNeverWas() {
        String id = ingest("mine", event("secret-user", 10)).getFirst();
        found("mine", "*", 1);
        found("yours", "*", 0);
        as("mine", "analyst")
                .get(LOGS + "/" + id)
                .then()
                .statusCode(200)
                .body("'user.name'", equalTo("secret-user"), "'event.id'", equalTo(id));
        String foreign = as("yours", "analyst")
                .get(LOGS + "/" + id)
                .then()
                .statusCode(404)
                .extract()
                .asString();
        String random = new UUID(id.hashCode(), 1).toString();
        String unknown = as("yours", "analyst")
                .get(LOGS + "/" + random)
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertThat(foreign.replace(id, "")).isEqualTo(unknown.replace(random, ""));
        as("yours", "analyst").get(LOGS + "/nonsense").then().statusCode(404);
    }

    @Test
    void servicesSearchBetweenTwoHighWaterMarks() {
        ingest("marks", event("first", 10));
        found("marks", "*", 1);
        Map<String, Long> before = highWater();
        ingest("marks", event("second", 20));
        found("marks", "*", 2);
        Map<String, Long> after = highWater();
        Map<String, Object> request = Map.of("query", "*", "sequence_after", before, "sequence_up_to", after);
        as("marks", "service")
                .contentType("application/json")
                .body(request)
                .post(SEARCH)
                .then()
                .statusCode(200)
                .body("count", equalTo(1), "events[0].'user.name'", equalTo("second"));
        as("marks", "service")
                .contentType("application/json")
                .body(Map.of("query", "*", "sequence_up_to", before))
                .post(SEARCH)
                .then()
                .body("count", equalTo(1), "events[0].'user.name'", equalTo("first"));
        as("marks", "service")
                .contentType("application/json")
                .body(Map.of("query", "*", "sequence_after", before))
                .post(SEARCH)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/sequence_up_to"));
        search("marks", request).statusCode(403);
    }

    private static Map<String, Long> highWater() {
        return as("marks", "service")
                .get(SEARCH + "/high-water")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");
    }

    private String event(String user, int secondsAgo) {
        return "{\"timestamp\":\"" + now.minusSeconds(secondsAgo) + "\",\"user\":\"" + user + "\"}";
    }
}
