package io.watchfloor.detection.coverage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.feedback.CasesPeer;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class CoverageResourceTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void disabledTimeIsAHoleThatABackfillCloses() {
        String rule = create("covered");
        assertThat(evaluatedBy(rule, send("covered"))).isEqualTo("stream");

        enable(rule, false);
        Instant before = Instant.now();
        String missed = send("covered");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(coverage(rule, missed).getList("holes.reason"))
                        .containsOnly("disabled"));
        assertThat(coverage(rule, missed).getBoolean("event.evaluated")).isFalse();
        assertThat(coverage(rule, missed).getDouble("percent")).isLessThan(100);
        assertThat(instants(coverage(rule, missed), "holes.from")).allMatch(Instant.now()::isAfter);
        assertThat(instants(coverage(rule, missed), "holes.to")).anyMatch(before::isBefore);

        enable(rule, true);
        assertThat(evaluatedBy(rule, send("covered"))).isEqualTo("stream");
        assertThat(coverage(rule, missed).getBoolean("event.evaluated")).isFalse();

        as("covered", "detection_engineer")
                .post(RULES + "/" + rule + "/coverage/backfill")
                .then()
                .statusCode(202)
                .body("percent", lessThan(100f))
                .body("missing_offsets", nullValue())
                .body("holes.partition", everyItem(nullValue()));
        assertThat(evaluatedBy(rule, missed)).isEqualTo("run");
        JsonPath closed = coverage(rule, missed);
        assertThat(closed.getString("event.evaluations[0].trigger_mode")).isEqualTo("backfill");
        assertThat(closed.getList("holes.reason")).doesNotContain("disabled", "not_recorded");
        assertThat(closed.getInt("event.evaluations[0].rule_version")).isEqualTo(3);
    }

    @Test
    void aRuleIsNotCreditedWithWhatAnotherLogicOfItSaw() {
        String rule = create("logic");
        String before = send("logic");
        assertThat(evaluatedBy(rule, before)).isEqualTo("stream");
        as("logic", "admin")
                .body("{\"query\":\"user:other\"}")
                .patch(RULES + "/" + rule)
                .then()
                .statusCode(200);
        String after = send("logic");
        assertThat(evaluatedBy(rule, after)).isEqualTo("stream");
        JsonPath coverage = coverage(rule, before, "logic");
        assertThat(coverage.getInt("logic_version")).isEqualTo(2);
        assertThat(coverage.getInt("event.evaluations[0].logic_version")).isEqualTo(1);
        assertThat(coverage(rule, after, "logic").getInt("event.evaluations[0].logic_version"))
                .isEqualTo(2);
    }

    @Test
    void coverageIsRefusedByRoleTenantAndPlace() {
        String path = RULES + "/" + create("private") + "/coverage";
        as("private", "viewer").post(path + "/backfill").then().statusCode(403);
        as("globex", "admin").get(path).then().statusCode(404);
        as("globex", "admin").post(path + "/backfill").then().statusCode(404);
        as("private", "viewer")
                .queryParam("event_id", "7")
                .get(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?event_id"));
    }

    @Test
    void usersSeeTimesAndServicesPlaces() {
        Instant before = Instant.now();
        String rule = create("places");
        String event = send("places");
        String path = RULES + "/" + rule + "/coverage?event_id=" + event;
        await().atMost(PATIENCE)
                .untilAsserted(() -> as("places", "viewer").get(path).then().body("event.evaluated", equalTo(true)));
        String seen = as("places", "admin")
                .get(path)
                .then()
                .statusCode(200)
                .body("event.event_id", equalTo(event))
                .extract()
                .asString();
        assertThat(seen).doesNotContain("partition", "offset", "sequence");
        JsonPath users = new JsonPath(seen);
        assertThat(instants(users, "evaluated.from")).isNotEmpty().allMatch(before::isBefore);
        assertThat(instants(users, "evaluated.to")).allMatch(Instant.now()::isAfter);
        assertThat(users.getDouble("percent")).isPositive();

        // Nothing is counted until the broker was asked where the rule begins.
        JsonPath services = await().atMost(PATIENCE)
                .until(
                        () -> as("places", "service").get(path).jsonPath(),
                        json -> json.getLong("evaluated_offsets") > 0);
        assertThat(services.getString("event.event_id")).isEqualTo(event);
        assertThat(services.getList("evaluated.partition")).isNotEmpty().doesNotContainNull();
        assertThat(services.getLong("evaluated[0].from_offset")).isLessThan(services.getLong("evaluated[0].to_offset"));
        assertThat(services.getLong("missing_offsets")).isNotNegative();
        assertThat(instants(services, "evaluated.from")).isNotEmpty().allMatch(before::isBefore);
    }

    @Test
    void anEventIsTheTenantsOwnAndTheSearchServiceSaysWhereItIs() {
        String path = RULES + "/" + create("asking") + "/coverage";
        String event = send("asking");
        String foreign = send("not-asking");
        for (String unknown : List.of(UUID.randomUUID().toString(), foreign)) {
            as("asking", "viewer")
                    .queryParam("event_id", unknown)
                    .get(path)
                    .then()
                    .statusCode(404);
        }
        CasesPeer.setAway(true);
        try {
            as("asking", "viewer")
                    .queryParam("event_id", event)
                    .get(path)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("5"));
            as("asking", "viewer").get(path).then().statusCode(200);
        } finally {
            CasesPeer.setAway(false);
        }
        as("asking", "viewer").queryParam("event_id", event).get(path).then().statusCode(200);
    }

    private static List<Instant> instants(JsonPath json, String path) {
        return json.getList(path, String.class).stream().map(Instant::parse).toList();
    }

    private static String evaluatedBy(String rule, String event) {
        String tenant = tenantOf(rule);
        return await().atMost(PATIENCE)
                .until(() -> coverage(rule, event, tenant), json -> json.getBoolean("event.evaluated"))
                .getString("event.evaluations[0].by");
    }

    private static JsonPath coverage(String rule, String event) {
        return coverage(rule, event, tenantOf(rule));
    }

    private static JsonPath coverage(String rule, String event, String tenant) {
        return as(tenant, "viewer")
                .queryParam("event_id", event)
                .get(RULES + "/" + rule + "/coverage")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String tenantOf(String rule) {
        return as("covered", "viewer").get(RULES + "/" + rule).statusCode() == 200 ? "covered" : "logic";
    }

    private static void enable(String rule, boolean enabled) {
        as("covered", "admin")
                .body(Map.of("enabled", enabled))
                .patch(RULES + "/" + rule)
                .then()
                .statusCode(200);
    }

    private static String create(String tenant) {
        return as(tenant, "detection_engineer")
                .body(Map.of("name", "Watch", "rule_type", "query", "query", "user:root"))
                .post(RULES)
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    /** Sends an event, which the search service has then, and answers its id. */
    private static String send(String tenant) {
        String id = UUID.randomUUID().toString();
        Event event = new Event(Map.of(
                Event.ID,
                id,
                Event.TIMESTAMP,
                ContractJson.MILLIS.format(Instant.now()),
                Event.TENANT,
                tenant,
                "user.name",
                "root"));
        KafkaProbe.send(Topics.EVENTS, tenant, id, "soc.event.ingested.v1", tenant, event);
        ConsumerRecord<String, byte[]> sent =
                KafkaProbe.read(Topics.EVENTS, PATIENCE, read -> read.stream().anyMatch(message -> is(message, id)))
                        .stream()
                        .filter(message -> is(message, id))
                        .findFirst()
                        .orElseThrow();
        CasesPeer.log(tenant, id, Map.of(Event.ID, id, Event.SEQUENCE, sent.partition() + ":" + sent.offset()));
        return id;
    }

    private static boolean is(ConsumerRecord<String, byte[]> message, String id) {
        return new String(message.value()).contains(id);
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
