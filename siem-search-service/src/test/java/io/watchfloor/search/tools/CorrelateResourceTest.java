package io.watchfloor.search.tools;

import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.search.SearchProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class CorrelateResourceTest {
    private static final String TOOL = "/api/v1/siem/tools/correlate-events";
    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

    @Test
    void relatedEventsComeWithTheGraphThatShowsWhy() {
        List<String> ids = ingest(
                "relate",
                event(0, "\"user\":\"ana\",\"src_ip\":\"198.51.100.7\""),
                event(899, "\"user\":\"ana\""),
                event(901, "\"user\":\"ana\""),
                event(-899, "\"dst_ip\":\"198.51.100.7\""),
                event(5, "\"user\":\"bob\""));
        found("relate", "*", 5);
        correlate("relate", Map.of("event_ids", List.of(ids.get(0))))
                .statusCode(200)
                .body(
                        "event_ids",
                        contains(ids.get(0)),
                        "correlated_events.event_id",
                        contains(ids.get(3), ids.get(1)),
                        "correlated_events.event.'event.id'",
                        contains(ids.get(3), ids.get(1)),
                        "total_related",
                        equalTo(2),
                        "truncated",
                        equalTo(false),
                        "complete",
                        equalTo(true),
                        "correlation_graph.nodes.id",
                        contains(ids.get(3), ids.get(0), ids.get(1), "ip:198.51.100.7", "user:ana"),
                        "correlation_graph.edges",
                        hasSize(4),
                        "correlation_graph.edges.find { it.source == '" + ids.get(3) + "' }.field",
                        equalTo("destination.ip"),
                        "correlated_events[0].event.'watchfloor.sequence'",
                        equalTo(null));
        correlate("relate", Map.of("event_ids", List.of(ids.get(0)), "time_window", "16m"))
                .body("total_related", equalTo(3));
        correlate("relate", Map.of("event_ids", List.of(ids.get(0)), "correlation_fields", List.of("user")))
                .body("correlated_events.event_id", contains(ids.get(1)));
    }

    @Test
    void unknownForeignAndImpossibleIdsAreNotFoundAlike() {
        String foreign = ingest("relateother", event(0, "\"user\":\"ana\"")).getFirst();
        String own = ingest("relateown", event(0, "\"user\":\"ana\"")).getFirst();
        found("relateother", "*", 1);
        found("relateown", "*", 1);
        String unknown = UUID.randomUUID().toString();
        correlate("relateown", Map.of("event_ids", List.of(own, foreign, unknown, "no id")))
                .statusCode(200)
                .body(
                        "event_ids",
                        contains(own),
                        "not_found",
                        contains(foreign, unknown, "no id"),
                        "correlated_events",
                        empty());
    }

    @Test
    void moreRelatedEventsThanAskedForAreLeftOutAndCounted() {
        List<String> lines = new ArrayList<>();
        IntStream.range(0, 30).forEach(second -> lines.add(event(second, "\"user\":\"ana\"")));
        List<String> ids = ingest("relatemany", lines.toArray(String[]::new));
        found("relatemany", "*", 30);
        Map<String, Object> request = new HashMap<>(Map.of("event_ids", List.of(ids.getFirst()), "max_events", 10));
        correlate("relatemany", request)
                .body("total_related", equalTo(10), "left_out", equalTo(19), "truncated", equalTo(true));
        request.put("hub_events", 20);
        correlate("relatemany", request)
                .body("correlated_events", empty(), "hubs.value", contains("ana"), "hubs.kind", contains("user"));
    }

    @Test
    void theGraphIsAlsoThereForOtherPrograms() {
        List<String> ids = ingest("relategraph", event(0, "\"user\":\"ana\""), event(1, "\"user\":\"ana\""));
        found("relategraph", "*", 2);
        Map<String, Object> request = Map.of("event_ids", List.of(ids.getFirst()));
        as("relategraph", "analyst")
                .contentType("application/json")
                .body(request)
                .post(TOOL + "/graphml")
                .then()
                .statusCode(200)
                .contentType("application/graphml+xml")
                .body(containsString(ids.get(1)));
        String dot = as("relategraph", "analyst")
                .contentType("application/json")
                .body(request)
                .post(TOOL + "/dot")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/vnd.graphviz"))
                .extract()
                .asString();
        assertThat(dot).contains(ids.get(1)).contains("user:ana");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                        | /event_ids",
                "{\"event_ids\":[]}                                        | /event_ids",
                "{\"event_ids\":[null]}                                    | /event_ids/0",
                "{\"event_ids\":[\"a\"],\"time_window\":\"15\"}            | /time_window",
                "{\"event_ids\":[\"a\"],\"time_window\":\"8d\"}            | /time_window",
                "{\"event_ids\":[\"a\"],\"correlation_fields\":[]}         | /correlation_fields",
                "{\"event_ids\":[\"a\"],\"correlation_fields\":[\"\"]}     | /correlation_fields/0",
                "{\"event_ids\":[\"a\"],\"correlation_fields\":[\"us*r\"]} | /correlation_fields/0",
                "{\"event_ids\":[\"a\"],\"depth\":0}                       | /depth",
                "{\"event_ids\":[\"a\"],\"depth\":6}                       | /depth",
                "{\"event_ids\":[\"a\"],\"max_events\":5001}               | /max_events",
                "{\"event_ids\":[\"a\"],\"hub_events\":0}                  | /hub_events",
            })
    void aBadRequestIsRefusedWithItsPlace(String body, String pointer) {
        as("relate", "analyst")
                .contentType("application/json")
                .body(body)
                .post(TOOL)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void tooManyIdsAreRefused() {
        correlate("relate", Map.of("event_ids", Collections.nCopies(101, "a")))
                .statusCode(400)
                .body("errors[0].code", equalTo("too_many"));
    }

    @Test
    void placesInTheTopicAreNotCompared() {
        correlate("relate", Map.of("event_ids", List.of("a"), "correlation_fields", List.of("watchfloor.sequence")))
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown_field"));
    }

    @Test
    void viewersMayNotCorrelate() {
        as("relate", "viewer")
                .contentType("application/json")
                .body(Map.of("event_ids", List.of("a")))
                .post(TOOL)
                .then()
                .statusCode(403)
                .body("$", not(empty()));
    }

    private static ValidatableResponse correlate(String tenant, Map<String, ?> request) {
        return as(tenant, "analyst")
                .contentType("application/json")
                .body(request)
                .post(TOOL)
                .then();
    }

    private static String event(int seconds, String fields) {
        return "{\"timestamp\":\"" + NOON.plusSeconds(seconds) + "\"," + fields + "}";
    }
}
