package io.watchfloor.promotion.promote;

import static io.restassured.RestAssured.given;
import static io.watchfloor.promotion.Upstreams.CASES;
import static io.watchfloor.promotion.Upstreams.SEARCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Promotion;
import io.watchfloor.contracts.Suppression;
import io.watchfloor.contracts.Topics;
import io.watchfloor.promotion.HttpPeer;
import io.watchfloor.promotion.Samples;
import io.watchfloor.promotion.Upstreams;
import io.watchfloor.promotion.mute.Suppressions;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "promotion"))
@WithTestResource(Upstreams.class)
class MutedPromotionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOG = "0195570e-3a00-7abc-8def-0123456789ab";
    private static final String CREATED = """
            {"alert":{"id":"a-1"},"created":true,"deduplicated":false,"replayed":false,"reopened":false,"case":null}
            """;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private String tenant;
    private String ruleId;

    @BeforeEach
    void aRuleAndALogOfLongAgo() {
        tenant = "t-" + UUID.randomUUID();
        ruleId = "rule-" + UUID.randomUUID();
        Event log = Samples.event(tenant, LOG, Samples.NOON, "host.name", "gate-1", "user.name", "root");
        SEARCH.answers(HttpPeer.json(200, new String(ContractJson.write(log), StandardCharsets.UTF_8)));
        CASES.answers(HttpPeer.json(201, CREATED));
        KafkaProbe.send(
                Topics.RULES,
                tenant + "|" + ruleId,
                UUID.randomUUID().toString(),
                "soc.rule.changed.v1",
                tenant,
                Samples.rule(tenant, ruleId, 1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(DatabaseProbe.query(tenant, "select 1 from rule_projection"))
                        .hasSize(1));
    }

    @Test
    void aMutedLogIsNotPromotedForItsRule() {
        Suppression by = muted(now.minusSeconds(60), now.plusSeconds(3_600));
        promote("analyst", "{\"rule_id\":\"%s\"}".formatted(ruleId))
                .statusCode(409)
                .body("type", equalTo("urn:watchfloor:problem:event-suppressed"))
                .body("title", equalTo("Event is muted"))
                .body("rule_id", equalTo(ruleId))
                .body("log_id", equalTo(LOG))
                .body("suppression_id", equalTo(by.suppressionId()))
                .body("suppressed_until", equalTo(ContractJson.MILLIS.format(by.endsAt())));
        assertThat(CASES.asked()).isEmpty();
        Promotion told = KafkaProbe.read(
                        Topics.PROMOTIONS,
                        PATIENCE,
                        read -> read.stream().anyMatch(message -> message.key().startsWith(tenant)))
                .stream()
                .filter(message -> message.key().startsWith(tenant))
                .map(message -> ContractJson.read(message.value(), Promotion.class))
                .findFirst()
                .orElseThrow();
        assertThat(told.outcome()).isEqualTo(Promotion.Outcome.MUTED);
        assertThat(told.eventIds()).containsExactly(LOG);
        assertThat(told.match()).isNull();
    }

    @Test
    void thePresentTimeDecidesNotTheTimeOfTheLog() {
        muted(Samples.NOON.minusSeconds(60), Samples.NOON.plusSeconds(60));
        promote("analyst", "{\"rule_id\":\"%s\"}".formatted(ruleId)).statusCode(201);
    }

    @Test
    void aRevokedSuppressionKeepsNothingBack() {
        Suppressions.known(Suppressions.revoked(muted(now.minusSeconds(60), now.plusSeconds(3_600))));
        promote("analyst", "{\"rule_id\":\"%s\"}".formatted(ruleId)).statusCode(201);
    }

    @Test
    void withoutARuleTheLogPassesAndTheRecordSaysWhatItPassed() {
        Suppression by = muted(now.minusSeconds(60), now.plusSeconds(3_600));
        promote("analyst", "{}").statusCode(201);
        assertThat(audited()).containsEntry("bypassed_suppression_id", by.suppressionId());
    }

    @Test
    void whoMayCanOverrideWithAReasonAndItIsRecorded() {
        Suppression by = muted(now.minusSeconds(60), now.plusSeconds(3_600));
        String override = "{\"rule_id\":\"%s\",\"override_suppression\":true".formatted(ruleId);
        promote("analyst", override + ",\"reason\":\"real\"}").statusCode(403);
        promote("admin", override + "}").statusCode(400).body("errors[0].pointer", equalTo("/reason"));
        assertThat(CASES.asked()).isEmpty();
        promote("admin", override + ",\"reason\":\"not part of the drill\"}").statusCode(201);
        assertThat(audited())
                .containsEntry("overridden_suppression_id", by.suppressionId())
                .containsEntry("override_reason", "not part of the drill");
    }

    private Suppression muted(Instant from, Instant to) {
        return Suppressions.known(Suppressions.of(tenant, ruleId, Map.of("host", "gate-1"), from, to));
    }

    private ValidatableResponse promote(String role, String body) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType("application/json")
                .body(body)
                .post("/api/v1/siem/logs/" + LOG + "/promote")
                .then();
    }

    private Map<String, String> audited() {
        return KafkaProbe.read(
                        Topics.AUDIT, PATIENCE, read -> read.stream().anyMatch(message -> tenant.equals(message.key())))
                .stream()
                .filter(message -> tenant.equals(message.key()))
                .map(message -> ContractJson.read(message.value(), AuditRecord.class))
                .findFirst()
                .orElseThrow()
                .details();
    }
}
