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
        SearchPeer.setTarPit("");
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
        // Matches are shown to users, an event's place in the topic of all tenants is not.
        assertThat(matches)
                .flatExtracting(Match::events)
                .isNotEmpty()
                .noneMatch(event -> event.toString().contains(Event.SEQUENCE));

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
        JsonPath retried = run("failing", rule, 2);
        assertThat(retried.getString("items[0].trigger_mode")).isEqualTo("catch_up");
        assertThat(retried.getList("items.match_count", Integer.class)).containsOnlyOnce(1);
        assertThat(matches(rule, 1)).hasSize(1);
    }

    @Test
    void whatWasThereBeforeTheRuleIsNotItsBusiness() {
        SearchPeer.store(login("before", "root", "failure", 0));
        String rule = create("before", query("before"));
        beginHere("before", rule);
        makeDue("before", rule);
        assertThat(run("before", rule, 1).getInt("items[0].match_count")).isZero();
    }

    @Test
    void aMissedTimeIsOneRunAndTheNextOneIsAhead() {
        String rule = create("missed", query("missed"));
        beginHere("missed", rule);
        execute("missed", "update rule set next_run_at = now() - interval '30 hours' where rule_id = ?", rule);
        run("missed", rule, 1);
        String next = as("missed", "viewer").get(RULES + "/" + rule).path("next_run_at");
        assertThat(Instant.parse(next)).isAfter(Instant.now().plusMillis(1));
        // Another rule, due later, has run: so would this one have, were it due again.
        String later = create("missed", query("later"));
        makeDue("missed", later);
        run("missed", later, 1);
        assertThat(run("missed", rule, 1).getList("items")).hasSize(1);
    }

    @Test
    void claimantsNeverGetTheSameRule() {
        for (int i = 0; i < 10; i++) {
            execute(
                    "claims",
                    "update rule set next_run_at = now() where rule_id = ?",
                    create("claims", query("claims " + i)));
        }
        Uni.combine()
                .all()
                .unis(claim(), claim())
                .with((one, two) -> one.size() + two.size())
                .await()
                .atMost(PATIENCE);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(DatabaseProbe.query("claims", "select rule_id from rule_run"))
                        .hasSize(10));
        assertThat(
                        DatabaseProbe.query(
                                "claims",
                                "select rule_id from rule_run where trigger_mode = 'scheduled' group by rule_id having count(*) = 1"))
                .hasSize(10);
    }

    @Test
    void slowRulesDoNotHoldUpTheOthers() {
        SearchPeer.setTarPit("tarpit");
        List<String> slow = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String rule = create("slow", query("slow " + i).replace("user:root", "user:tarpit"));
            slow.add(rule);
            execute("slow", "update rule set next_run_at = now() - interval '1 hour' where rule_id = ?", rule);
        }
        SearchPeer.store(login("slow", "root", "failure", 0));
        Awaitility.await().atMost(PATIENCE).until(() -> SearchPeer.stuck() >= 4);
        for (int i = 0; i < 8; i++) {
            String quick = create("slow", query("quick " + i));
            makeDue("slow", quick);
            assertThat(run("slow", quick, 1).getString("items[0].status")).isEqualTo("succeeded");
        }
        assertThat(SearchPeer.stuck()).isBetween(4, 6);
        SearchPeer.setTarPit("");
        slow.forEach(rule -> Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> as("slow", "viewer")
                        .get(RULES + "/" + rule + "/runs")
                        .jsonPath()
                        .getList("items.status")
                        .contains("succeeded")));
    }

    /** Four places and a tick each second would take nine seconds for forty rules. */
    @Test
    void aPlaceThatIsFreeAgainIsTakenAtOnce() {
        String last = "";
        for (int i = 0; i < 40; i++) {
            last = create("places", query("place " + i));
        }
        execute("places", "update rule set next_run_at = now() where rule_id = rule_id or rule_id = ?", last);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> DatabaseProbe.query("places", "select 1 from rule_run where status = 'succeeded'")
                                .size()
                        == 40);
        assertThat(DatabaseProbe.query(
                        "places",
                        "select 1 from rule_run having max(started_at) - min(started_at) < interval '6 seconds'"))
                .hasSize(1);
    }

    @Test
    void aStepThatIsTooMuchIsTakenInSmallerOnes() {
        String rule = create("crowd", query("crowd"));
        beginHere("crowd", rule);
        for (int i = 0; i < 200; i++) {
            SearchPeer.store(login("crowd", "root", "failure", i));
        }
        makeDue("crowd", rule);
        // Several small steps may be over the budget: then the run gives way, and another one goes on.
        Awaitility.await().atMost(PATIENCE).until(() -> found("crowd") == 200);
        assertThat(run("crowd", rule, 1).getList("items.status")).containsOnly("succeeded");
    }

    private static long found(String tenant) {
        String sql = "select coalesce(sum(match_count), 0)::bigint as found from rule_run";
        return (long) DatabaseProbe.query(tenant, sql).getFirst().get("found");
    }

    @Test
    void aRuleThatIsChangedFencesOffTheRunThatStillHasItsOldLogic() {
        String rule = create("changed", query("changed").replace("user:root", "user:bog"));
        beginHere("changed", rule);
        SearchPeer.store(login("changed", "bog", "failure", 0), login("changed", "root", "failure", 0));
        SearchPeer.setTarPit("bog");
        makeDue("changed", rule);
        Awaitility.await().atMost(PATIENCE).until(() -> SearchPeer.stuck() > 0);
        as("changed", "admin")
                .body("{\"query\":\"user:root\"}")
                .patch(RULES + "/" + rule)
                .then()
                .statusCode(200);
        SearchPeer.answerStuck();
        JsonPath fenced = run("changed", rule, 1);
        assertThat(fenced.getString("items[0].error")).contains("the rule was changed");
        SearchPeer.setTarPit("");
        makeDue("changed", rule);
        assertThat(run("changed", rule, 2).getInt("items[0].match_count")).isEqualTo(1);
        assertThat(matches(rule, 1)).hasSize(1);
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
        Claim stale =
                new Claim(new TenantId("dead"), id, 1, -1, UUID.randomUUID(), RuleRun.Mode.SCHEDULED, Claim.Lane.LIVE);
        assertThatThrownBy(() -> database.inTenant(
                                stale.tenant(),
                                connection -> claims.renew(connection, stale, Duration.ofSeconds(9), "{}"))
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
    void aRuleCannotAskWhereEventsAreInTheTopicOfAllTenants() {
        SearchPeer.store(login("asking", "root", "failure", 0));
        String rule = create("asking", query("asking").replace("user:root", "NOT watchfloor.sequence:0*"));
        makeDue("asking", rule);
        JsonPath failed = run("asking", rule, 1);
        assertThat(failed.getString("items[-1].status")).isEqualTo("failed");
        assertThat(failed.getString("items[-1].error"))
                .isEqualTo("watchfloor.sequence is known to services only: no rule can ask for it");
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

    private Uni<List<Claim>> claim() {
        return database.asSystem(
                connection -> claims.claim(connection, Claim.Lane.LIVE, Duration.ofSeconds(60), 1_000));
    }

    /** The rule begins with the next event. */
    private static void beginHere(String tenant, String rule) {
        execute(
                tenant,
                "update rule_version set start_mark = '{\"77\":" + SearchPeer.end() + "}' where rule_id = ?",
                rule);
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
