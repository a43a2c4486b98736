package io.watchfloor.detection.schedule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.detection.rule.Rules;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class SchedulerTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    ClaimRepository claims;

    @Inject
    TenantDatabase database;

    @AfterEach
    void searchIsBack() {
        SearchPeer.setAway(false);
    }

    @Test
    void aDueRuleRunsOnceFromItsWatermarkAndFindsWhatTheStreamWould() {
        String rule = create(
                "due",
                Rules.json("admin-brute-force")
                        .replace("\"enrichment\"", "\"schedule_enabled\": true, \"enrichment\""));
        for (int i = 0; i < 6; i++) {
            SearchPeer.store(login("due", "admin", "failure", i));
        }
        makeDue("due", rule);
        JsonPath first = run("due", rule, 1);
        assertThat(first.getString("items[0].status")).isEqualTo("succeeded");
        assertThat(first.getString("items[0].trigger_mode")).isEqualTo("scheduled");
        assertThat(first.getInt("items[0].match_count")).isEqualTo(1);
        assertThat(first.getList("items[0].sample_log_ids")).hasSize(6);

        SearchPeer.store(login("due", "admin", "failure", 6), login("due", "admin", "success", 60));
        makeDue("due", rule);
        JsonPath second = run("due", rule, 2);
        assertThat(second.getInt("items[0].match_count")).isEqualTo(1);
        List<Match> matches = matches(rule, 3);
        assertThat(matches)
                .extracting(Match::matchId)
                .containsOnly(matches.getFirst().matchId());
        assertThat(matches).extracting(Match::trigger).containsOnly(Match.Trigger.SCHEDULED);
        assertThat(matches).anyMatch(match -> match.escalation() != null);
        assertThat(matches.stream().mapToLong(Match::total).max()).hasValue(7);

        makeDue("due", rule);
        assertThat(run("due", rule, 3).getInt("items[0].match_count")).isZero();
        as("due", "viewer").get(RULES + "/" + rule).then().body("last_match_count", equalTo(0));
    }

    @Test
    void aFailedRunSaysSoAndTheNextOneStartsWhereItDid() {
        String rule = create("failing", query("failing"));
        SearchPeer.store(login("failing", "root", "failure", 0));
        SearchPeer.setAway(true);
        makeDue("failing", rule);
        JsonPath failed = run("failing", rule, 1);
        assertThat(failed.getString("items[0].status")).isEqualTo("failed");
        assertThat(failed.getString("items[0].error")).isEqualTo("the search service answered 503");
        SearchPeer.setAway(false);
        makeDue("failing", rule);
        assertThat(run("failing", rule, 2).getInt("items[0].match_count")).isEqualTo(1);
    }

    @Test
    void whatWasThereBeforeTheRuleIsNotItsBusiness() {
        SearchPeer.store(login("before", "root", "failure", 0).with(Event.INGESTED, "2020-01-01T00:00:00.000Z"));
        String rule = create("before", query("before"));
        makeDue("before", rule);
        assertThat(run("before", rule, 1).getInt("items[0].match_count")).isZero();
    }

    @Test
    void twoClaimantsNeverGetTheSameRule() {
        Instant far = Instant.parse("2100-01-01T00:00:00Z");
        for (int i = 0; i < 10; i++) {
            String rule = create("claims", query("claims " + i));
            execute("claims", "update rule set next_run_at = '2099-01-01' where rule_id = ?", rule);
        }
        Uni<List<Claim>> one = claim(far);
        Uni<List<Claim>> two = claim(far);
        List<Claim> all = Uni.combine()
                .all()
                .unis(one, two)
                .with((a, b) -> {
                    List<Claim> both = new ArrayList<>(a);
                    both.addAll(b);
                    return both;
                })
                .await()
                .atMost(PATIENCE);
        List<Claim> ours = all.stream()
                .filter(claim -> claim.tenant().value().equals("claims"))
                .toList();
        assertThat(ours).hasSize(10);
        assertThat(ours).extracting(Claim::rule).doesNotHaveDuplicates();
        assertThat(claim(far).await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void aRunWhoseProcessDiedIsClosedAndItsWorkIsFencedOff() {
        String rule = create("dead", query("dead"));
        execute(
                "dead",
                "insert into rule_run (tenant_id, run_id, rule_id, rule_version, trigger_mode, status, lease_until,"
                        + " started_at) values ('dead', gen_random_uuid(), ?, 1, 'scheduled', 'running',"
                        + " now() - interval '1 second', now() - interval '2 minutes')",
                rule);
        JsonPath runs = run("dead", rule, 1);
        assertThat(runs.getString("items[0].status")).isEqualTo("abandoned");
        assertThat(runs.getString("items[0].error")).contains("died");
        RuleId id = new RuleId(UUID.fromString(rule));
        Claim stale = new Claim(new TenantId("dead"), id, 1, -1, UUID.randomUUID());
        Instant until = Instant.parse("2100-01-01T00:00:00Z");
        assertThatThrownBy(() -> database.inTenant(
                                stale.tenant(), connection -> claims.renew(connection, stale, until, "{}"))
                        .await()
                        .atMost(PATIENCE))
                .hasMessageContaining("another one has the rule");
    }

    @Test
    void aRunByHandAnswersItsRecord() {
        String rule = create("manual", Rules.json("admin-brute-force"));
        for (int i = 0; i < 5; i++) {
            SearchPeer.store(login("manual", "admin", "failure", i));
        }
        as("manual", "detection_engineer")
                .body("{\"time_range\":\"1h\"}")
                .post(RULES + "/" + rule + "/run")
                .then()
                .statusCode(200)
                .body("status", equalTo("succeeded"))
                .body("trigger_mode", equalTo("manual"))
                .body("match_count", equalTo(1))
                .body("suppressed_count", equalTo(0))
                .body("sample_log_ids", hasSize(5));
        as("manual", "detection_engineer")
                .post(RULES + "/" + rule + "/run")
                .then()
                .statusCode(200)
                .body("match_count", equalTo(1));
        as("manual", "viewer")
                .queryParam("limit", 1)
                .get(RULES + "/" + rule + "/runs")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].duration_ms", org.hamcrest.Matchers.greaterThanOrEqualTo(0));
        as("manual", "viewer")
                .get(RULES + "/" + rule)
                .then()
                .body("last_triggered_at", org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void aRunIsRefusedByRoleTenantAndRange() {
        String rule = create("refused", query("refused"));
        String run = RULES + "/" + rule + "/run";
        as("refused", "viewer").post(run).then().statusCode(403);
        as("globex", "admin").post(run).then().statusCode(404);
        as("globex", "admin").get(RULES + "/" + rule + "/runs").then().statusCode(404);
        as("refused", "admin")
                .body("{\"time_range\":\"5x\"}")
                .post(run)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/time_range"));
        as("refused", "admin")
                .body("{\"colour\":1}")
                .post(run)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/colour"));
        assertThat(DatabaseProbe.query(null, "select * from rule_run")).isEmpty();
    }

    private Uni<List<Claim>> claim(Instant now) {
        return database.asSystem(connection -> claims.claim(connection, now, Duration.ofSeconds(30), 1_000));
    }

    private static JsonPath run(String tenant, String rule, int atLeast) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> as(tenant, "viewer")
                                .get(RULES + "/" + rule + "/runs")
                                .jsonPath(),
                        json -> json.getList("items").size() >= atLeast
                                && !json.getList("items.status").contains("running"));
    }

    private static List<Match> matches(String rule, int atLeast) {
        List<Match> found = new ArrayList<>();
        assertThat(KafkaProbe.read(Topics.MATCHES, PATIENCE, read -> {
                    found.clear();
                    read.stream()
                            .map(message -> ContractJson.read(message.value(), Match.class))
                            .filter(match -> match.ruleId().equals(rule))
                            .forEach(found::add);
                    return found.size() >= atLeast;
                }))
                .isNotEmpty();
        return found;
    }

    private static void makeDue(String tenant, String rule) {
        execute(tenant, "update rule set next_run_at = now() where rule_id = ?", rule);
    }

    private static void execute(String tenant, String sql, String rule) {
        assertThat(DatabaseProbe.query(tenant, sql, UUID.fromString(rule))).isEmpty();
    }

    private static String create(String tenant, String body) {
        return as(tenant, "detection_engineer")
                .body(body)
                .post(RULES)
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    private static String query(String name) {
        return "{\"name\":\"" + name + "\",\"rule_type\":\"query\",\"query\":\"user:root\",\"schedule_enabled\":true}";
    }

    private static Event login(String tenant, String user, String outcome, int second) {
        Instant time = Instant.now().minusSeconds(600).plusSeconds(second);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, UUID.randomUUID().toString());
        fields.put(Event.TIMESTAMP, ContractJson.MILLIS.format(time));
        fields.put(Event.INGESTED, ContractJson.MILLIS.format(Instant.now()));
        fields.put(Event.TENANT, tenant);
        fields.put("event.category", "authentication");
        fields.put("event.outcome", outcome);
        fields.put("user.name", user);
        return new Event(fields);
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
