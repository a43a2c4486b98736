package io.watchfloor.detection.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Feedback;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class FeedbackResourceTest {
    private static final String RULES = "/api/v1/detections/rules/";
    private static final int AT_ONCE = 100;

    private final String tenant = "t-" + UUID.randomUUID();
    private String rule;

    @BeforeEach
    void aRule() {
        rule = as("dora", "detection_engineer")
                .body("{\"name\":\"judged\",\"rule_type\":\"query\",\"query\":\"user:nobody\"}")
                .post("/api/v1/detections/rules")
                .then()
                .statusCode(201)
                .body("true_positives", equalTo(0))
                .body("precision", nullValue())
                .extract()
                .path("rule_id");
    }

    @AfterEach
    void theOthersAreBack() {
        CasesPeer.setAway(false);
    }

    @Test
    void aVerdictCountsOnceAndAChangedOneMoves() {
        String alert = CasesPeer.alert(tenant, rule);
        Map<String, Object> right = Map.of("verdict", "true_positive", "alert_id", alert, "comment", "seen it");
        String id = give("ana", right).statusCode(201).extract().path("feedback_id");
        give("ana", right).statusCode(200).body("feedback_id", equalTo(id));
        counters(1, 0);
        give("bea", right).statusCode(201);
        counters(2, 0);
        give("ana", Map.of("verdict", "false_positive", "alert_id", alert))
                .statusCode(200)
                .body("feedback_id", equalTo(id))
                .body("comment", equalTo("seen it"))
                .body("revision", equalTo(3));
        counters(1, 1);
        as("ana", "viewer").get(RULES + rule).then().body("precision", equalTo(0.5f));
    }

    @Test
    void everyReferenceIsKeptAndFound() {
        Map<String, Object> all = Map.of(
                "verdict", "true_positive",
                "alert_id", CasesPeer.alert(tenant, rule),
                "case_id", CasesPeer.incident(tenant),
                "log_id", CasesPeer.log(tenant),
                "comment", "all of it");
        ValidatableResponse given = give("ana", all).statusCode(201).body("analyst", equalTo("ana"));
        all.forEach((name, value) -> given.body(name, equalTo(value)));
        give("ana", Map.of("verdict", "false_positive", "log_id", all.get("log_id")))
                .statusCode(201);
        String later = give("ana", Map.of("verdict", "false_positive"))
                .statusCode(201)
                .extract()
                .path("feedback_id");
        assertThat(listed("")).hasSize(3).first().isEqualTo(later);
        assertThat(listed("?alert_id=" + all.get("alert_id"))).hasSize(1);
        assertThat(listed("?case_id=" + all.get("case_id"))).hasSize(1);
        assertThat(listed("?log_id=" + all.get("log_id"))).hasSize(2);
        assertThat(listed("?verdict=false_positive")).hasSize(2);
        assertThat(listed("?alert_id=" + UUID.randomUUID())).isEmpty();
        as("ana", "viewer").get(path() + "?alert_id=x").then().statusCode(400);
        as("ana", "viewer").get(path() + "?colour=x").then().statusCode(400);
    }

    @Test
    void pagesAreNewestFirstAndComplete() {
        IntStream.range(0, 5)
                .forEach(i -> give("ana", Map.of("verdict", "true_positive")).statusCode(201));
        var first =
                as("ana", "viewer").get(path() + "?limit=3").then().extract().jsonPath();
        var second = as("ana", "viewer")
                .queryParam("cursor", first.getString("next_cursor"))
                .queryParam("limit", 3)
                .get(path())
                .then()
                .statusCode(200)
                .body("next_cursor", nullValue())
                .extract()
                .jsonPath();
        List<String> ids = new java.util.ArrayList<>(first.getList("items.feedback_id"));
        ids.addAll(second.getList("items.feedback_id"));
        assertThat(ids).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void aHundredAtOnceCountAHundred() {
        assertThat(atOnce(i -> Map.of("verdict", "false_positive")))
                .extracting(Response::statusCode)
                .containsOnly(201);
        counters(0, AT_ONCE);
        String alert = CasesPeer.alert(tenant, rule);
        List<Response> same = atOnce(i -> Map.of("verdict", "true_positive", "alert_id", alert));
        assertThat(same).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(same).filteredOn(answer -> answer.statusCode() == 200).hasSize(AT_ONCE - 1);
        counters(1, AT_ONCE);
    }

    @Test
    void theSameKeyCountsOnceAndIsRefusedForAnotherBody() {
        Map<String, Object> body = Map.of("verdict", "true_positive", "comment", "once");
        String id = keyed("k-1", body)
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .extract()
                .path("feedback_id");
        keyed("k-1", body)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("feedback_id", equalTo(id))
                .body("comment", equalTo("once"));
        keyed("k-1", Map.of("verdict", "false_positive"))
                .statusCode(422)
                .body("type", equalTo("urn:watchfloor:problem:idempotency-key-reused"));
        keyed("k-2", body).statusCode(201);
        counters(2, 0);
        assertThat(atOnce(i -> "k-3", i -> body))
                .extracting(Response::statusCode)
                .containsOnly(201);
        counters(3, 0);
    }

    @Test
    void aReplayNeedsNobodyElse() {
        Map<String, Object> body = Map.of("verdict", "true_positive", "log_id", CasesPeer.log(tenant));
        keyed("away", body).statusCode(201);
        CasesPeer.setAway(true);
        keyed("away", body).statusCode(201).header("Idempotency-Replayed", "true");
        keyed("other", body).statusCode(503);
    }

    @Test
    void aVerdictIsToldWithWhatItAsksOfTheAlert() {
        String alert = CasesPeer.alert(tenant, rule);
        give("ana", Map.of("verdict", "false_positive", "alert_id", alert)).statusCode(201);
        give("ana", Map.of("verdict", "false_positive", "alert_id", alert)).statusCode(200);
        give("ana", Map.of("verdict", "false_positive", "alert_id", alert, "update_alert_status", true))
                .statusCode(200);
        List<Feedback> told = told(2);
        assertThat(told).extracting(Feedback::updateAlertStatus).containsExactly(false, true);
        assertThat(told).extracting(Feedback::revision).containsExactly(1L, 3L);
        assertThat(told).extracting(Feedback::alertId).containsOnly(alert);
        assertThat(told).extracting(Feedback::verdict).containsOnly(Feedback.Verdict.FALSE_POSITIVE);
    }

    @Test
    void whatDoesNotExistHereIsRefusedByNameAndNothingIsStored() {
        String foreign = CasesPeer.alert("another-tenant", rule);
        for (String field : List.of("alert_id", "case_id", "log_id")) {
            for (String id : List.of(UUID.randomUUID().toString(), foreign, "no-id")) {
                give("ana", Map.of("verdict", "true_positive", field, id))
                        .statusCode(422)
                        .body("errors[0].pointer", equalTo("/" + field));
            }
        }
        give(
                        "ana",
                        Map.of(
                                "verdict",
                                "true_positive",
                                "alert_id",
                                CasesPeer.alert(tenant, UUID.randomUUID().toString())))
                .statusCode(422)
                .body("type", equalTo("urn:watchfloor:problem:alert-of-another-rule"));
        CasesPeer.setAway(true);
        give("ana", Map.of("verdict", "true_positive", "alert_id", CasesPeer.alert(tenant, rule)))
                .statusCode(503)
                .header("Retry-After", notNullValue());
        counters(0, 0);
        assertThat(DatabaseProbe.query(tenant, "select * from rule_feedback")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|400|/verdict",
                "{\"verdict\":\"perhaps\"}|400|/verdict",
                "{\"verdict\":\"true_positive\",\"colour\":1}|400|/colour",
                "{\"verdict\":\"true_positive\",\"update_alert_status\":true}|422|/update_alert_status",
                "{\"verdict\":\"false_positive\",\"update_alert_status\":true}|422|/update_alert_status",
            })
    void aFaultyVerdictIsRefusedByPointer(String body, int status, String pointer) {
        as("ana", "analyst")
                .body(body)
                .post(path())
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void textThatNoDatabaseTakesIsRefused() {
        give("ana", Map.of("verdict", "true_positive", "comment", "nul\u0000"))
                .statusCode(400)
                .body("detail", equalTo("Text must not contain U+0000"));
        as("dora", "detection_engineer")
                .body("{\"name\":\"nul\\u0000\"}")
                .patch(RULES + rule)
                .then()
                .statusCode(400);
        as("ana", "viewer")
                .queryParam("tag", "\u0000x")
                .get("/api/v1/detections/rules")
                .then()
                .statusCode(400);
        counters(0, 0);
    }

    @Test
    void rolesTenantsAndVisibilityHold() {
        String body = "{\"verdict\":\"true_positive\"}";
        as("ana", "viewer").body(body).post(path()).then().statusCode(403);
        as("ana", "hunter")
                .body("{\"verdict\":\"false_positive\",\"update_alert_status\":true,\"alert_id\":\""
                        + CasesPeer.alert(tenant, rule) + "\"}")
                .post(path())
                .then()
                .statusCode(403);
        RequestSpecification other = given().header("Authorization", Tokens.bearer("ana", "globex", "admin"));
        other.contentType(ContentType.JSON).body(body).post(path()).then().statusCode(404);
        given().header("Authorization", Tokens.bearer("ana", "globex", "admin"))
                .get(path())
                .then()
                .statusCode(404);
        as("dora", "detection_engineer")
                .body("{\"sharing_mode\":\"private\"}")
                .patch(RULES + rule)
                .then()
                .statusCode(200);
        as("ana", "analyst").body(body).post(path()).then().statusCode(404);
        as("ana", "analyst").get(path()).then().statusCode(404);
        assertThat(DatabaseProbe.query(null, "select * from rule_feedback")).isEmpty();
        assertThat(DatabaseProbe.query(null, "select * from idempotency_key")).isEmpty();
    }

    private void counters(int right, int wrong) {
        as("ana", "viewer")
                .get(RULES + rule)
                .then()
                .body("true_positives", equalTo(right))
                .body("false_positives", equalTo(wrong));
        as("ana", "viewer")
                .get("/api/v1/detections/rules")
                .then()
                .body("items[0].true_positives", equalTo(right))
                .body("items[0].false_positives", equalTo(wrong));
    }

    private List<String> listed(String query) {
        return as("ana", "viewer")
                .get(path() + query)
                .then()
                .statusCode(200)
                .extract()
                .path("items.feedback_id");
    }

    private List<Feedback> told(int count) {
        return KafkaProbe.read(
                        Topics.FEEDBACK,
                        Duration.ofSeconds(20),
                        read -> read.stream()
                                        .filter(one -> one.key().startsWith(tenant))
                                        .count()
                                >= count)
                .stream()
                .filter(one -> one.key().startsWith(tenant))
                .map(one -> ContractJson.read(one.value(), Feedback.class))
                .toList();
    }

    private List<Response> atOnce(IntFunction<Map<String, Object>> body) {
        return atOnce(i -> "", body);
    }

    private List<Response> atOnce(IntFunction<String> key, IntFunction<Map<String, Object>> body) {
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            return IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> keyedRequest(key.apply(i)).body(body.apply(i)).post(path()), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private RequestSpecification keyedRequest(String key) {
        RequestSpecification request = as("ana", "analyst");
        return key.isEmpty() ? request : request.header("Idempotency-Key", key);
    }

    private ValidatableResponse keyed(String key, Map<String, Object> body) {
        return keyedRequest(key).body(body).post(path()).then();
    }

    private ValidatableResponse give(String user, Map<String, Object> body) {
        return as(user, "analyst").body(body).post(path()).then();
    }

    private String path() {
        return RULES + rule + "/feedback";
    }

    private RequestSpecification as(String user, String role) {
        return given().header("Authorization", Tokens.bearer(user, tenant, role))
                .contentType(ContentType.JSON);
    }
}
