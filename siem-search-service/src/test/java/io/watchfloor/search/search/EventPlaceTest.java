package io.watchfloor.search.search;

import static io.watchfloor.search.Api.LOGS;
import static io.watchfloor.search.Api.SEARCH;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.search.SearchProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an event is in the topic of all tenants is shown to services only, and they alone may ask for it. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class EventPlaceTest {
    private static final String PLACE = "watchfloor.sequence";
    private static final String TENANT = "places";
    private static String event = "";

    @BeforeEach
    void thereIsAnEvent() {
        if (event.isEmpty()) {
            event = ingest(TENANT, "{\"user\":\"ana\",\"host.name\":\"h1\"}", "{\"user\":\"bo\",\"host.name\":\"h1\"}")
                    .getFirst();
            found(TENANT, "*", 2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SEARCH + "?query=*",
                SEARCH + "?query=*&fields=*",
                SEARCH + "?query=*&fields=watchfloor.*",
                SEARCH + "?query=*&sort=@timestamp:asc",
                SEARCH + "/fields",
                SEARCH + "/fields?prefix=watchfloor.seq",
                SEARCH + "/suggest?prefix=watchfloor.",
                SEARCH + "/export?query=*",
                LOGS + "/{event}",
                LOGS + "/{event}/context",
            })
    void onlyServicesSeeIt(String path) {
        assertThat(get(path, "service")).contains(PLACE);
        assertThat(get(path, "analyst")).doesNotContain(PLACE);
    }

    private static String get(String path, String role) {
        return as(TENANT, role)
                .urlEncodingEnabled(false)
                .get(path.replace("{event}", event))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                SEARCH + "|{\"query\":\"*\",\"highlight\":true}",
                SEARCH + "|{\"query\":\"user:*\",\"fields\":[\"*\"]}",
                SEARCH + "|{\"query\":\"user:*\",\"fields\":[\"user\",\"watchfloor.*\"]}",
                SEARCH + "/export|{\"query\":\"*\",\"format\":\"ndjson\"}",
            })
    void onlyServicesAreAnsweredIt(String path, String body) {
        assertThat(post(path, body, "service").asString()).contains(PLACE);
        assertThat(post(path, body, "analyst").asString()).doesNotContain(PLACE).contains(event);
    }

    @Test
    void resultsOfJobsHaveItForServicesOnly() {
        assertThat(resultsOfAJob("service")).contains(event, PLACE);
        assertThat(resultsOfAJob("analyst")).contains(event).doesNotContain(PLACE);
    }

    /** What is shown of the job itself too. */
    private static String resultsOfAJob(String role) {
        String job = post(SEARCH + "/jobs", "{\"query\":\"*\"}", role)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return ended(job, role) + as(TENANT, role).get(job + "/results").asString();
    }

    private static String ended(String job, String role) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> as(TENANT, role).get(job).asString(), text -> text.contains("\"succeeded\""));
    }

    /** A service is not refused. A tenant has few jobs at a time, so one is waited for. */
    private static void answered(String path, Object body) {
        Response answer = post(path, body, "service");
        assertThat(answer.statusCode()).isIn(200, 202);
        if (answer.statusCode() == 202) {
            assertThat(ended(answer.header("Location"), "service")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "watchfloor.sequence:\"0:1\"",
                "watchfloor.sequence:*",
                "_exists_:watchfloor.sequence",
                "NOT watchfloor.sequence:0*",
                "user:ana OR (user:bo AND NOT (watchfloor.sequence:[0 TO 9] OR user:eve))",
                "watchfloor.sequence:/0.*/",
                "watchfloor.sequence:?\\:1",
                "watchfloor.sequence:(0 OR 1)",
            })
    void aQueryThatNamesItIsRefused(String query) {
        for (String path : List.of("", "/export", "/histogram", "/validate", "/jobs")) {
            refused(post(SEARCH + path, Map.of("query", query), "analyst"), "/query");
            answered(SEARCH + path, Map.of("query", query));
        }
        for (String path : List.of("", "/export", "/histogram", "/tail")) {
            refused(as(TENANT, "analyst").queryParam("query", query).get(SEARCH + path), "?query");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|\"fields\":[\"user\",\"watchfloor.sequence\"]|/fields",
                "/jobs|\"fields\":[\"watchfloor.sequence\"]|/fields",
                "/export|\"fields\":[\"user\",\"watchfloor.sequence\"]|/fields",
                "/export|\"fields\":[\"watchfloor.sequence\"],\"format\":\"csv\"|/fields",
                "/facets|\"fields\":[\"watchfloor.sequence\"]|/fields",
                "|\"filters\":[{\"field\":\"user\",\"value\":\"ana\"},{\"field\":\"watchfloor.sequence\",\"value\":\"0:1\"}]|"
                        + "/filters/1/field",
                "|\"filters\":[{\"field\":\"watchfloor.sequence\",\"operator\":\"exists\"}]|/filters/0/field",
                "/jobs|\"filters\":[{\"field\":\"watchfloor.sequence\",\"operator\":\"not_exists\"}]|/filters/0/field",
                "/histogram|\"filters\":[{\"field\":\"watchfloor.sequence\",\"operator\":\"starts_with\",\"value\":\"0\"}]|"
                        + "/filters/0/field",
                "/validate|\"filters\":[{\"field\":\"watchfloor.sequence\",\"operator\":\"gt\",\"value\":\"0\"}]|/filters/0/field",
            })
    void aRequestThatNamesItIsRefused(String path, String members, String pointer) {
        String body = "{\"query\":\"*\"," + members + "}";
        String address = SEARCH + (path == null ? "" : path);
        refused(post(address, body, "analyst"), pointer);
        answered(address, body);
    }

    @Test
    void itsValuesAreNotSuggested() {
        String path = SEARCH + "/suggest?field=watchfloor.sequence";
        refused(as(TENANT, "analyst").get(path), "?field");
        as(TENANT, "service").get(path).then().statusCode(200).body("suggestions.size()", equalTo(2));
        refused(as(TENANT, "analyst").get(SEARCH + "/facets?query=*&fields=user,watchfloor.sequence"), "?fields");
    }

    /** Whoever asks: only its own name finds it. */
    @Test
    void nothingElseFindsIt() {
        String place =
                as(TENANT, "service").get(LOGS + "/" + event).then().extract().path("'" + PLACE + "'");
        for (String value : List.of("\"" + place + "\"", place.replace(':', '?') + "*", "/" + place + "/")) {
            assertThat(matches(PLACE + ":" + value)).as(value).isEqualTo(1);
            for (String field : List.of("", "*:", "watchfloor.*:")) {
                assertThat(matches(field + value)).as(field + value).isZero();
            }
        }
    }

    private static int matches(String query) {
        return post(SEARCH, Map.of("query", query, "time_range", "1h"), "service")
                .then()
                .statusCode(200)
                .extract()
                .path("total.value");
    }

    private static Response post(String path, Object body, String role) {
        RequestSpecification request = as(TENANT, role).contentType("application/json");
        return request.body(body).post(path);
    }

    private static void refused(Response answer, String pointer) {
        answer.then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo("unknown_field"))
                .body("errors[0].message", equalTo("watchfloor.sequence is known to services only"));
    }
}
