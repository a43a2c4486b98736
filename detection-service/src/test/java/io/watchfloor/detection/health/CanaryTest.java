package io.watchfloor.detection.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.rule.SigmaRules;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class CanaryTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Canaries canaries;

    @Test
    void aRuleFiresForItsCanaryAndMakesNoMatch() {
        String rule = create("birds", SigmaRules.tested(id("bird"), "Bird", "bird.exe"));
        canaries.send().await().atMost(PATIENCE);
        JsonPath health = await().atMost(PATIENCE)
                .until(() -> health("birds", rule).extract().jsonPath(), found -> found.get("canary_seen_at") != null);
        assertThat(health.getString("canary_seen_at")).isEqualTo(health.getString("canary_sent_at"));
        assertThat(health.getString("state")).isEqualTo("green");
        Event real = started("birds", "C:\\Tools\\bird.exe");
        KafkaProbe.send(Topics.EVENTS, "birds", real.id(), "soc.event.ingested.v1", "birds", real);
        List<Match> matches = matches(
                KafkaProbe.read(
                        Topics.MATCHES, PATIENCE, read -> !matches(read, rule).isEmpty()),
                rule);
        assertThat(matches)
                .singleElement()
                .satisfies(match ->
                        assertThat(match.occurrences().getFirst().eventId()).isEqualTo(real.id()));
    }

    @Test
    void aCanaryThatWasLostIsSentAgainAsItWas() {
        String rule = create("lost", SigmaRules.tested(id("lost"), "Lost", "lost.exe"));
        Instant sent = Instant.now().minusSeconds(600);
        DatabaseProbe.query(
                "lost",
                "insert into rule_canary (tenant_id, rule_id, last_sent_at)"
                        + " values ('lost', ?, date_trunc('milliseconds', now()) - interval '10 minutes')"
                        + " on conflict (tenant_id, rule_id) do update"
                        + " set last_sent_at = excluded.last_sent_at, last_seen_at = null",
                UUID.fromString(rule));
        health("lost", rule).body("reasons[0].code", equalTo("canary_not_seen")).body("canary_seen_at", nullValue());
        canaries.send().await().atMost(PATIENCE);
        await().atMost(PATIENCE).untilAsserted(() -> health("lost", rule).body("state", equalTo("green")));
        JsonPath health = health("lost", rule).extract().jsonPath();
        assertThat(Instant.parse(health.getString("canary_sent_at")))
                .isBetween(sent.minusSeconds(60), sent.plusSeconds(60));
    }

    @Test
    void aRuleWithoutTestsOrThatIsDisabledHasNone() {
        String disabled = given().header("Authorization", Tokens.bearer("ana", "none", "detection_engineer"))
                .contentType(ContentType.JSON)
                .body(SigmaRules.body(SigmaRules.tested(id("off"), "Off", "off.exe"))
                        .put("enabled", false)
                        .toString())
                .post(RULES)
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
        canaries.send().await().atMost(PATIENCE);
        health("none", disabled).body("canary_sent_at", nullValue());
    }

    private static List<Match> matches(List<ConsumerRecord<String, byte[]>> read, String rule) {
        return read.stream()
                .map(message -> ContractJson.read(message.value(), Match.class))
                .filter(match -> match.ruleId().equals(rule))
                .toList();
    }

    private static ValidatableResponse health(String tenant, String rule) {
        return as(tenant, "viewer").get(RULES + "/" + rule + "/health").then().statusCode(200);
    }

    private static String create(String tenant, String sigma) {
        return as(tenant, "detection_engineer")
                .body(SigmaRules.body(sigma).toString())
                .post(RULES)
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes()).toString();
    }

    private static Event started(String tenant, String executable) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, UUID.randomUUID().toString());
        fields.put(Event.TIMESTAMP, ContractJson.MILLIS.format(Instant.now()));
        fields.put(Event.TENANT, tenant);
        fields.put("event.category", "process");
        fields.put("event.code", "1");
        fields.put("event.type", "start");
        fields.put("event.module", "sysmon");
        fields.put("winlog.channel", "Microsoft-Windows-Sysmon/Operational");
        fields.put("winlog.event_id", "1");
        fields.put("winlog.provider_name", "Microsoft-Windows-Sysmon");
        fields.put("process.executable", executable);
        fields.put("winlog.event_data.Image", executable);
        return new Event(fields);
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
