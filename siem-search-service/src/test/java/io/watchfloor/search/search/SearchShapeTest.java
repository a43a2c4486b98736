package io.watchfloor.search.search;

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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters beside the query, which fields are answered, and the order. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class SearchShapeTest {
    private final Instant now = Clock.systemUTC().instant();

    @Test
    void filtersHoldAsWellAsTheQueryAndAreNoQueryText() {
        ingest("filters", event("ana", 10), event("bo", 20), event("ana OR *", 30));
        found("filters", "*", 3);
        search("filters", Map.of("query", "*", "filters", List.of(Map.of("field", "user", "value", "ana OR *"))))
                .statusCode(200)
                .body("count", equalTo(1), "events[0].'user.name'", equalTo("ana OR *"));
        search(
                        "filters",
                        Map.of(
                                "query",
                                "user:ana OR user:bo",
                                "filters",
                                List.of(Map.of("field", "user.name", "operator", "is_not", "values", List.of("bo")))))
                .body("count", equalTo(1), "events[0].'user.name'", equalTo("ana"));
        search("filters", Map.of("query", "*", "filters", List.of(Map.of("field", "user", "operator", "like"))))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/filters/0/operator"));
    }

    @Test
    void aCursorIsOfItsFilters() {
        ingest("filter-pages", event("ana", 10), event("ana", 20), event("bo", 30));
        found("filter-pages", "*", 3);
        Map<String, Object> request = new HashMap<>(
                Map.of("query", "*", "max_results", 1, "filters", List.of(Map.of("field", "user", "value", "ana"))));
        String cursor = search("filter-pages", request)
                .body("total.value", equalTo(2))
                .extract()
                .path("next_cursor");
        request.put("cursor", cursor);
        search("filter-pages", request).statusCode(200).body("count", equalTo(1));
        request.put("filters", List.of(Map.of("field", "user", "value", "bo")));
        search("filter-pages", request).statusCode(400);
    }

    @Test
    void onlyTheChosenFieldsAreAnswered() {
        ingest("fields", event("ana", 10).replace("}", ",\"winlog\":{\"logon\":{\"type\":3},\"api\":\"x\"}}"));
        found("fields", "*", 1);
        assertThat(names("fields", List.of("user", "winlog.*")))
                .containsExactlyInAnyOrder("event.id", "@timestamp", "user.name", "winlog.logon.type", "winlog.api");
        assertThat(names("fields", List.of("no.such"))).containsExactlyInAnyOrder("event.id", "@timestamp");
        assertThat(names("fields", List.of("*"))).contains("event.original", "watchfloor.source");
        Map<String, Object> byUrl = as("fields", "analyst")
                .queryParam("query", "*")
                .queryParam("fields", "user.name", "winlog.api")
                .get(SEARCH)
                .then()
                .statusCode(200)
                .extract()
                .path("events[0]");
        assertThat(byUrl).containsOnlyKeys("event.id", "@timestamp", "user.name", "winlog.api");
    }

    private static List<String> names(String tenant, List<String> fields) {
        Map<String, Object> event = search(tenant, Map.of("query", "*", "fields", fields))
                .statusCode(200)
                .extract()
                .path("events[0]");
        return List.copyOf(event.keySet());
    }

    @Test
    void oldestFirstHasTheSameEventsTheOtherWayRound() {
        String[] lines = IntStream.range(0, 30)
                .mapToObj(i -> event("u" + i, 100 + 60 * (i / 4)))
                .toArray(String[]::new);
        ingest("oldest", lines);
        found("oldest", "*", 30);
        List<String> ids = new ArrayList<>();
        Map<String, Object> request =
                new HashMap<>(Map.of("query", "*", "sort", "@timestamp:asc", "max_results", 7, "time_range", "24h"));
        do {
            JsonPath page = search("oldest", request).statusCode(200).extract().jsonPath();
            assertThat(page.getInt("total.value")).isEqualTo(30);
            ids.addAll(page.getList("events.'event.id'"));
            request.put("cursor", page.getString("next_cursor"));
        } while (request.get("cursor") != null);
        assertThat(ids).hasSize(30).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void textsOfTheQueryAreMarkedInChosenFields() {
        String id = ingest("marked", event("ana", 10).replace("}", ",\"message\":\"Ana failed\"}"))
                .getFirst();
        found("marked", "*", 1);
        search(
                        "marked",
                        Map.of(
                                "query",
                                "ana AND message:fail*",
                                "highlight",
                                true,
                                "fields",
                                List.of("user", "message")))
                .statusCode(200)
                .body("highlights.'" + id + "'.'user.name'[0].end", equalTo(3))
                .body("highlights.'" + id + "'.message.start", equalTo(List.of(0, 4)))
                .body("highlights.'" + id + "'.size()", equalTo(2));
        as("marked", "analyst").queryParam("query", "ana").get(SEARCH).then().body("highlights", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"query\":\"*\",\"sort\":\"user.name:asc\"}|/sort|unsupported_sort",
                "{\"query\":\"*\",\"fields\":[]}|/fields|out_of_range",
                "{\"query\":\"*\",\"fields\":[\"a*b\"]}|/fields|invalid_field",
                "{\"query\":\"*\",\"fields\":[\" \"]}|/fields|invalid_field",
                "{\"query\":\"*\",\"filters\":[{\"value\":1}]}|/filters/0/field|required",
                "{\"query\":\"*\",\"filters\":[null]}|/filters/0/field|required",
                "{\"query\":\"*\",\"filters\":[{\"field\":\"a\",\"x\":1}]}|/filters/0/x|unknown_field"
            })
    void aWrongRequestNamesTheField(String body, String pointer, String code) {
        as("acme", "analyst")
                .contentType("application/json")
                .body(body)
                .post(SEARCH)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer), "errors[0].code", equalTo(code));
    }

    @Test
    void aSortThatIsNotOfferedIsNamed() {
        search("acme", Map.of("query", "*", "sort", "source.ip"))
                .statusCode(400)
                .body("errors[0].message", containsString("'source.ip'"));
    }

    private String event(String user, int secondsAgo) {
        return "{\"timestamp\":\"" + now.minusSeconds(secondsAgo) + "\",\"user\":\"" + user + "\"}";
    }
}
