package io.watchfloor.promotion.promote;

import static io.restassured.RestAssured.given;
import static io.watchfloor.promotion.Upstreams.CASES;
import static io.watchfloor.promotion.Upstreams.SEARCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.contracts.Topics;
import io.watchfloor.promotion.HttpPeer;
import io.watchfloor.promotion.Samples;
import io.watchfloor.promotion.Upstreams;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "promotion"))
@WithTestResource(Upstreams.class)
class PromotionResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOG = "0195570e-3a00-7abc-8def-0123456789ab";
    private static final String CREATED = """
            {"alert":{"id":"a-1","title":"x"},"created":true,"deduplicated":false,"replayed":false,"reopened":false,
             "case":{"id":"c-1","created":true,"state":"open"}}
            """;
    private static final String REPLAYED = """
            {"alert":{"id":"a-1"},"created":false,"deduplicated":false,"replayed":true,"reopened":false,"case":null}
            """;

    private String tenant;
    private String ruleId;
    private String token;

    @BeforeEach
    void freshTenant() {
        tenant = "t-" + UUID.randomUUID();
        ruleId = "rule-" + UUID.randomUUID();
        token = Tokens.bearer("ana", tenant, "analyst");
        SEARCH.answers(HttpPeer.json(200, log()));
        CASES.answers(HttpPeer.json(201, CREATED));
    }

    private String log(Object... more) {
        Event event = Samples.event(
                tenant,
                LOG,
                Samples.NOON,
                "user.name",
                "Root",
                "host.name",
                "gate-1",
                "source.ip",
                "192.0.2.7",
                "event.action",
                "knock",
                "event.severity_name",
                "high",
                "message",
                "three knocks",
                "event.original",
                "raw: see http://bad.example/x");
        for (int i = 0; i < more.length; i += 2) {
            event = event.with((String) more[i], more[i + 1]);
        }
        return new String(ContractJson.write(event), StandardCharsets.UTF_8);
    }

    private ValidatableResponse promote(String body) {
        return given().header("Authorization", token)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/siem/logs/" + LOG + "/promote")
                .then();
    }

    private void known(RuleVersion rule) {
        KafkaProbe.send(
                Topics.RULES,
                tenant + "|" + rule.ruleId(),
                UUID.randomUUID().toString(),
                "soc.rule.changed.v1",
                rule.tenantId(),
                rule);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(DatabaseProbe.query(
                                rule.tenantId(), "select 1 from rule_projection where rule_id = ?", rule.ruleId()))
                        .hasSize(1));
    }

    @Test
    void aNewAlertIsCreatedAndAnsweredWithItsCase() {
        known(Samples.rule(tenant, ruleId, 4));

        promote("""
                {"rule_id":"%s","create_case":true,"tags":["mine"]}""".formatted(ruleId))
                .statusCode(201)
                .body("alert.id", equalTo("a-1"))
                .body("created", equalTo(true))
                .body("deduplicated", equalTo(false))
                .body("replayed", equalTo(false))
                .body("reopened", equalTo(false))
                .body("case.id", equalTo("c-1"))
                .body("case.state", equalTo("open"))
                .body("rule_id", equalTo(ruleId))
                .body("observables.value", hasItem("http://bad.example/x"));

        HttpPeer.Asked asked = CASES.asked().getFirst();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /api/v1/alerts");
        assertThat(asked.authorization()).isEqualTo(token);
        assertThat(asked.json()).isEqualTo(tree("""
                {"title":"Door rattled by Root","description":"1 tries from 192.0.2.7 on gate-1","severity":"medium",
                 "source":"app","host":"gate-1",
                 "observables":[{"type":"ip","value":"192.0.2.7"},{"type":"user","value":"root"},
                                {"type":"host","value":"gate-1"},{"type":"url","value":"http://bad.example/x"}],
                 "tags":["doors","mine"],"mitre_techniques":["T1110"],
                 "rule_id":"%s","rule_version":4,"rule_name":"Door rattled",
                 "entities":{"host":["gate-1"],"user":["Root"],"source_ip":["192.0.2.7"]},
                 "dedup_window_seconds":3600,"log_id":"%s","event_time":"2026-03-02T12:00:00.000Z",
                 "create_case":true}
                """.formatted(ruleId, LOG)));
        assertThat(SEARCH.asked()).containsExactly(new HttpPeer.Asked("GET", "/api/v1/siem/logs/" + LOG, token, ""));
    }

    @Test
    void withoutABodyTheLogSpeaksForItself() {
        given().header("Authorization", token)
                .noContentType()
                .post("/api/v1/siem/logs/" + LOG + "/promote")
                .then()
                .statusCode(201)
                .body("rule_id", nullValue());

        JsonNode sent = CASES.asked().getFirst().json();
        assertThat(sent.path("title").asText()).isEqualTo("knock on gate-1");
        assertThat(sent.path("description").asText()).isEqualTo("three knocks");
        assertThat(sent.path("severity").asText()).isEqualTo("high");
        assertThat(sent.path("create_case").asBoolean()).isFalse();
        assertThat(sent.has("rule_id") || sent.has("entities")).isFalse();
    }

    @Test
    void whatTheCallerWroteGoesBeforeTheRule() {
        known(Samples.rule(tenant, ruleId, 1));

        promote("""
                {"rule_id":"%s","title":"{{user}} at the door","severity":"CRITICAL","description":"mine"}""".formatted(ruleId)).statusCode(201);

        JsonNode sent = CASES.asked().getFirst().json();
        assertThat(sent.path("title").asText()).isEqualTo("{{user}} at the door");
        assertThat(sent.path("severity").asText()).isEqualTo("critical");
        assertThat(sent.path("description").asText()).isEqualTo("mine");
    }

    @Test
    void aLogThatWasCountedBeforeIs200() {
        CASES.answers(HttpPeer.json(200, REPLAYED));

        String body = promote("{}")
                .statusCode(200)
                .body("replayed", equalTo(true))
                .body("case", nullValue())
                .extract()
                .asString();
        assertThat(body).contains("\"case\":null").contains("\"rule_id\":null");
    }

    @Test
    void anUnknownLogIs404AndNothingIsCreated() {
        SEARCH.answers(HttpPeer.problem(404, """
                {"type":"urn:watchfloor:problem:not-found","title":"There is no such resource","status":404,
                 "detail":"There is no log x"}""", Map.of()));

        promote("{}")
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:watchfloor:problem:not-found"))
                .body("detail", equalTo("There is no log x"));
        assertThat(CASES.asked()).isEmpty();
    }

    @Test
    void aLogOfAnotherTenantIs404EvenIfSearchGaveIt() {
        SEARCH.answers(HttpPeer.json(200, log(Event.TENANT, "someone-else")));

        promote("{}").statusCode(404).body("type", equalTo("urn:watchfloor:problem:not-found"));
        assertThat(CASES.asked()).isEmpty();
    }

    /** A service is told it; an alert, which users see, is not made of it. */
    @Test
    void whereALogIsInTheTopicOfAllTenantsIsInNoAlert() {
        SEARCH.answers(HttpPeer.json(200, log(Event.SEQUENCE, "3:4711")));
        known(Samples.rule(tenant, ruleId, 1, Event.SEQUENCE, "user"));

        promote("""
                {"rule_id":"%s"}""".formatted(ruleId)).statusCode(201);
        assertThat(CASES.asked()).hasSize(1);
        assertThat(CASES.asked().getFirst().toString()).contains("root").doesNotContain("4711");
    }

    @Test
    void anUnknownRuleIs404AndNothingIsCreated() {
        known(Samples.rule("t-" + UUID.randomUUID(), ruleId, 1));

        promote("""
                {"rule_id":"%s"}""".formatted(ruleId)).statusCode(404).body("detail", containsString(ruleId));
        assertThat(CASES.asked()).isEmpty();
    }

    @Test
    void aDisabledRuleIs409AndNothingIsCreated() {
        known(Samples.disabled(Samples.rule(tenant, ruleId, 1)));

        promote("""
                {"rule_id":"%s"}""".formatted(ruleId))
                .statusCode(409)
                .body("type", equalTo("urn:watchfloor:problem:rule-disabled"))
                .body("rule_id", equalTo(ruleId));
        assertThat(CASES.asked()).isEmpty();
    }

    @Test
    void aRefusalOfCaseServiceIsPassedOn() {
        CASES.answers(HttpPeer.problem(400, """
                {"type":"urn:watchfloor:problem:invalid-request","title":"The request is not valid","status":400,
                 "detail":"one field","errors":[{"pointer":"/title","code":"size","message":"too long"}],"limit":7}""", Map.of("Retry-After", "9")));

        promote("{}")
                .statusCode(400)
                .header("Retry-After", "9")
                .body("type", equalTo("urn:watchfloor:problem:invalid-request"))
                .body("title", equalTo("The request is not valid"))
                .body("errors.pointer", contains("/title"))
                .body("errors.message", contains("too long"))
                .body("limit", equalTo(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void aFailureOfCaseServiceIs503(int status) {
        CASES.answers(HttpPeer.respond(status, "text/html", "<h1>no</h1>", Map.of("Retry-After", "3")));

        promote("{}").statusCode(503).header("Retry-After", "3").body("detail", containsString("case-service"));
    }

    @Test
    void caseServiceAwayIs503WithRetryAfter() {
        CASES.stop();
        try {
            promote("{}")
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("type", equalTo("urn:watchfloor:problem:unavailable"))
                    .body("detail", containsString("case-service"));
        } finally {
            CASES.start();
        }
        promote("{}").statusCode(201);
    }

    @Test
    void searchAwayIs503AndNothingIsCreated() {
        SEARCH.stop();
        try {
            promote("{}").statusCode(503).header("Retry-After", "5").body("detail", containsString("siem-search"));
        } finally {
            SEARCH.start();
        }
        assertThat(CASES.asked()).isEmpty();
    }

    @Test
    void aCaseServiceThatDoesNotAnswerIs503() {
        CountDownLatch done = new CountDownLatch(1);
        CASES.answers(exchange -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        promote("{}").statusCode(503).header("Retry-After", "5");
        done.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{\"created\":true}", "{\"alert\":null}"})
    void anAnswerThatIsNoneIs503(String body) {
        CASES.answers(HttpPeer.json(200, body));

        promote("{}").statusCode(503).header("Retry-After", "5");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"unknown\":1}|/unknown",
                "{\"severity\":\"loud\"}|/severity",
                "{\"title\":\"\"}|/title",
                "{\"tags\":[\"\"]}|/tags/0",
                "{\"create_case\":\"maybe\"}|/create_case",
                "{\"rule_id\":{}}|/rule_id",
                "{\"title\":|''"
            })
    void aWrongBodyIs400AndNamesTheField(String body, String pointer) {
        promote(body).statusCode(400).contentType("application/problem+json").body("errors.pointer", hasItem(pointer));
        assertThat(SEARCH.asked()).isEmpty();
    }

    @Test
    void tooLongATitleIs400() {
        promote("{\"title\":\"" + "x".repeat(201) + "\"}").statusCode(400).body("errors.pointer", contains("/title"));
    }

    @Test
    void anUnknownParameterIs400() {
        given().header("Authorization", token)
                .noContentType()
                .post("/api/v1/siem/logs/" + LOG + "/promote?force=true")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("?force"));
    }

    @ParameterizedTest
    @CsvSource({"analyst,201", "hunter,201", "responder,201", "admin,201", "viewer,403", "approver,403", "ingest,403"})
    void someRolesMayPromote(String role, int status) {
        token = Tokens.bearer("ana", tenant, role);

        promote("{}").statusCode(status);
    }

    @Test
    void withoutACredentialItIs401() {
        given().noContentType()
                .post("/api/v1/siem/logs/" + LOG + "/promote")
                .then()
                .statusCode(401);
    }

    @Test
    void theIdIsOnePathSegmentForSearch() {
        given().header("Authorization", token)
                .urlEncodingEnabled(false)
                .noContentType()
                .post("/api/v1/siem/logs/..%2Fx/promote")
                .then()
                .statusCode(org.hamcrest.Matchers.anyOf(equalTo(201), equalTo(404), equalTo(400)));
        assertThat(SEARCH.asked()).allSatisfy(asked -> assertThat(asked.path()).isEqualTo("/api/v1/siem/logs/..%2Fx"));
    }

    @Test
    void whoPromotedWhatIsRecorded() {
        promote("{}").statusCode(201);

        var records = KafkaProbe.read(
                Topics.AUDIT, PATIENCE, read -> read.stream().anyMatch(message -> tenant.equals(message.key())));
        AuditRecord entry = records.stream()
                .filter(message -> tenant.equals(message.key()))
                .map(message -> ContractJson.read(message.value(), AuditRecord.class))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(entry.actor(), entry.action(), entry.objectType(), entry.objectId()))
                .isEqualTo(List.of("ana", "log.promoted", "log", LOG));
        assertThat(entry.details())
                .isEqualTo(Map.of("alert_id", "a-1", "case_id", "c-1", "created", "true", "replayed", "false"));
    }

    private static JsonNode tree(String json) {
        try {
            return ContractJson.mapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
