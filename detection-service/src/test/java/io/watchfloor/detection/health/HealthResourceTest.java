package io.watchfloor.detection.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class HealthResourceTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    HealthService service;

    @Test
    void aRuleThatAsksForWhatNoEventHasIsSaidToBeSilentAtSaveAndAfter() {
        String early = create("silent", "dns.question.name:a*");
        health("silent", early).body("state", equalTo("green")).body("reasons", empty());
        send("silent");
        await().atMost(PATIENCE)
                .untilAsserted(() -> health("silent", early)
                        .body("state", equalTo("yellow"))
                        .body("reasons.code", contains("silent"))
                        .body("reasons[0].message", containsString("dns.question.name")));
        as("silent", "admin")
                .body(Map.of("name", "Typing", "rule_type", "query", "query", "usr.name:root"))
                .post(RULES)
                .then()
                .statusCode(201)
                .body("warnings", hasItem(containsString("usr.name")));
        as("silent", "admin")
                .body(Map.of("query", "user:root"))
                .patch(RULES + "/" + early)
                .then()
                .statusCode(200)
                .body("warnings", empty());
        health("silent", early).body("state", equalTo("green"));
    }

    @Test
    void aCanaryThatIsNotSeenMakesTheRuleRed() {
        String rule = create("canary", "user:root");
        RuleId id = new RuleId(UUID.fromString(rule));
        TenantId tenant = new TenantId("canary");
        Instant sent = Instant.now().minusSeconds(600);
        service.canarySent(tenant, id, sent).await().atMost(PATIENCE);
        health("canary", rule).body("state", equalTo("red")).body("reasons.code", contains("canary_not_seen"));
        service.canarySeen(tenant, id, sent).await().atMost(PATIENCE);
        health("canary", rule).body("state", equalTo("green")).body("reasons", empty());
    }

    @Test
    void failedRunsAndNoiseAreReasons() {
        String rule = create("noisy", "user:root");
        DatabaseProbe.query("noisy", "update rule set failed_runs = 3 where rule_id = ?", UUID.fromString(rule));
        DatabaseProbe.query(
                "noisy",
                "insert into rule_hour (tenant_id, rule_id, hour, matches, events)"
                        + " values ('noisy', ?, date_trunc('hour', now()), 5000, 5000)",
                UUID.fromString(rule));
        health("noisy", rule).body("state", equalTo("red")).body("reasons.code", contains("failed_runs", "noisy"));
        as("noisy", "viewer")
                .get("/api/v1/detections/health")
                .then()
                .statusCode(200)
                .body("items.rule_id", contains(rule))
                .body("items[0].matches", equalTo(5000));
    }

    @Test
    void anotherTenantSeesNothing() {
        String rule = create("mine", "user:root");
        as("globex", "admin").get(RULES + "/" + rule + "/health").then().statusCode(404);
        as("globex", "admin").get("/api/v1/detections/health").then().body("items", empty());
    }

    private static ValidatableResponse health(String tenant, String rule) {
        return as(tenant, "viewer").get(RULES + "/" + rule + "/health").then().statusCode(200);
    }

    private static String create(String tenant, String query) {
        return as(tenant, "detection_engineer")
                .body(Map.of("name", "Watch", "rule_type", "query", "query", query))
                .post(RULES)
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    private static void send(String tenant) {
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
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
