package io.watchfloor.detection.coverage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.time.Instant;
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
        String missed = send("covered");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(coverage(rule, missed).getList("holes.reason"))
                        .containsOnly("disabled"));
        assertThat(coverage(rule, missed).getBoolean("event.evaluated")).isFalse();
        assertThat(coverage(rule, missed).getDouble("percent")).isLessThan(100);

        enable(rule, true);
        assertThat(evaluatedBy(rule, send("covered"))).isEqualTo("stream");
        assertThat(coverage(rule, missed).getBoolean("event.evaluated")).isFalse();

        as("covered", "detection_engineer")
                .post(RULES + "/" + rule + "/coverage/backfill")
                .then()
                .statusCode(202);
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
                .queryParam("event_sequence", "7")
                .get(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/event_sequence"));
    }

    private static String evaluatedBy(String rule, String sequence) {
        String tenant = tenantOf(rule);
        return await().atMost(PATIENCE)
                .until(() -> coverage(rule, sequence, tenant), json -> json.getBoolean("event.evaluated"))
                .getString("event.evaluations[0].by");
    }

    private static JsonPath coverage(String rule, String sequence) {
        return coverage(rule, sequence, tenantOf(rule));
    }

    private static JsonPath coverage(String rule, String sequence, String tenant) {
        return as(tenant, "viewer")
                .queryParam("event_sequence", sequence)
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

    /** Sends an event and says where it is. */
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
        return sent.partition() + ":" + sent.offset();
    }

    private static boolean is(ConsumerRecord<String, byte[]> message, String id) {
        return new String(message.value()).contains(id);
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
