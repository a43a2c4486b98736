package io.watchfloor.detection.backtest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.rule.Rules;
import io.watchfloor.detection.rule.SigmaRules;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.rules.match.MatchIds;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class BacktestResourceTest {
    private static final String DETECTIONS = "/api/v1/detections";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant T0 = Instant.parse("2026-03-02T08:00:00Z");
    private static final String HOUR = "{\"from\":\"2026-03-02T07:59:00Z\",\"to\":\"2026-03-02T09:00:00Z\"}";

    @Inject
    TenantDatabase database;

    @Inject
    ClaimedRepository claims;

    @AfterEach
    void searchIsBack() {
        SearchPeer.setTarPit("");
    }

    @Test
    void aBacktestFindsInStoredEventsWhatTheRuleFindsLive() {
        String rule = create("bt-ids", Rules.json("admin-brute-force"));
        IntStream.range(0, 7).forEach(i -> SearchPeer.store(login("bt-ids", "admin", "failure", i)));
        IntStream.range(0, 6).forEach(i -> SearchPeer.store(login("bt-ids", "admin2", "failure", 900 + i)));
        SearchPeer.store(login("bt-ids", "admin", "success", 60));
        JsonPath done = finished("bt-ids", order("bt-ids", rule, HOUR));
        assertThat(done.getString("state")).isEqualTo("succeeded");
        as("bt-ids", "admin")
                .body(HOUR)
                .post(DETECTIONS + "/rules/" + rule + "/run")
                .then()
                .statusCode(200);
        Set<String> live = matchIds(rule, 2);
        assertThat(done.getList("report.sample.match_id", String.class)).containsExactlyInAnyOrderElementsOf(live);
        assertThat(done.getList("report.sample.escalated", Boolean.class)).containsExactlyInAnyOrder(true, false);
        assertThat(done.getList("report.sample.total", Integer.class)).containsExactlyInAnyOrder(7, 6);
        assertThat(done.getInt("report.matches")).isEqualTo(2);
        assertThat(done.getInt("report.alerts")).isEqualTo(2);
        assertThat(done.getInt("progress.events_read")).isEqualTo(14);
        assertThat(done.getInt("progress.events_total")).isEqualTo(14);
        assertThat(done.getFloat("progress.percent")).isEqualTo(100);
        assertThat(done.getString("progress.searched_up_to")).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(done.getList("report.days.day", String.class)).containsExactly("2026-03-02");
        assertThat(done.getLong("report.cost.cpu_ns_per_event")).isPositive();
    }

    @Test
    void aSigmaRuleIsTestedOverMoreEventsThanAreHeldAtOnceAndWhatSuppressionsMuteIsSaid() {
        String id = UUID.randomUUID().toString();
        String rule = create(
                "bt-sigma",
                SigmaRules.body(SigmaRules.tested(id, "Tool", "tool.exe")).toString());
        for (int i = 0; i < 230; i++) {
            SearchPeer.store(started("bt-sigma", i % 2 == 0 ? "tool.exe" : "other.exe", "h" + i % 5, i));
        }
        as("bt-sigma", "admin")
                .body("{\"name\":\"n\",\"reason\":\"r\",\"criteria\":{\"host\":\"h2\"},"
                        + "\"starts_at\":\"2026-03-01T00:00:00Z\",\"ends_at\":\"2026-03-04T00:00:00Z\"}")
                .post(DETECTIONS + "/rules/" + rule + "/suppressions")
                .then()
                .statusCode(201);
        JsonPath done = finished("bt-sigma", order("bt-sigma", rule, HOUR.replace("}", ",\"max_matches\":3}")));
        assertThat(done.getString("state")).isEqualTo("succeeded");
        assertThat(done.getInt("report.matches")).isEqualTo(115);
        assertThat(done.getInt("report.suppressed_matches")).isEqualTo(23);
        assertThat(done.getInt("report.suppressed_events")).isEqualTo(23);
        assertThat(done.getInt("report.alerts")).isEqualTo(4);
        assertThat(done.getList("report.sample")).hasSize(3);
        assertThat(done.getList("report.sample.suppressed", Boolean.class)).containsExactly(false, true, false);
        assertThat(done.getInt("progress.events_read")).isGreaterThanOrEqualTo(115);
    }

    @Test
    void anOlderVersionAndABodyThatIsNotSavedAreTestedWithTheirOwnIds() {
        Event root = login("bt-draft", "root", "failure", 5);
        Event bo = login("bt-draft", "bo", "failure", 6);
        SearchPeer.store(root, bo);
        String rule = create("bt-draft", query("user:root"));
        as("bt-draft", "admin")
                .body("{\"query\":\"user:bo\"}")
                .patch(DETECTIONS + "/rules/" + rule)
                .then()
                .statusCode(200);
        JsonPath now = finished("bt-draft", order("bt-draft", rule, HOUR));
        assertThat(now.getList("report.sample.match_id", String.class))
                .containsExactly(MatchIds.of("bt-draft", rule, 2, "", bo.id()));
        JsonPath old = finished("bt-draft", order("bt-draft", rule, HOUR.replace("}", ",\"version\":1}")));
        assertThat(old.getList("report.sample.match_id", String.class))
                .containsExactly(MatchIds.of("bt-draft", rule, 1, "", root.id()));
        JsonPath draft =
                finished("bt-draft", order("bt-draft", rule, HOUR.replace("}", ",\"rule\":" + query("user:*") + "}")));
        assertThat(draft.getBoolean("unsaved")).isTrue();
        assertThat(draft.getInt("rule_version")).isEqualTo(3);
        assertThat(draft.getList("report.sample.match_id", String.class))
                .containsExactly(
                        MatchIds.of("bt-draft", rule, 3, "", root.id()), MatchIds.of("bt-draft", rule, 3, "", bo.id()));
        as("bt-draft", "viewer").get(DETECTIONS + "/rules/" + rule).then().body("version", equalTo(2));
        as("bt-draft", "viewer")
                .queryParam("limit", 2)
                .get(DETECTIONS + "/rules/" + rule + "/backtests")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].unsaved", equalTo(true))
                .body("items[0].report", nullValue())
                .body("next_cursor", notNullValue());
    }

    @Test
    void aBacktestIsCancelledWhileItRunsAndStaysSo() {
        String rule = create("bt-cancel", query("user:tarry"));
        SearchPeer.setTarPit("tarry");
        String backtest = order("bt-cancel", rule, HOUR);
        Awaitility.await().atMost(PATIENCE).until(() -> SearchPeer.stuck() > 0);
        as("bt-cancel", "viewer")
                .get(DETECTIONS + "/backtests/" + backtest)
                .then()
                .body("state", equalTo("running"));
        as("bt-cancel", "viewer")
                .post(DETECTIONS + "/backtests/" + backtest + "/cancel")
                .then()
                .statusCode(403);
        as("bt-cancel", "admin")
                .post(DETECTIONS + "/backtests/" + backtest + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("cancelled"))
                .body("finished_at", notNullValue());
        SearchPeer.setTarPit("");
        String next = order("bt-cancel", create("bt-cancel", query("user:nobody")), HOUR);
        assertThat(finished("bt-cancel", next).getString("state")).isEqualTo("succeeded");
        as("bt-cancel", "viewer")
                .get(DETECTIONS + "/backtests/" + backtest)
                .then()
                .body("state", equalTo("cancelled"));
        as("bt-cancel", "admin")
                .post(DETECTIONS + "/backtests/" + next + "/cancel")
                .then()
                .statusCode(409);
    }

    @Test
    void whatADeadInstanceWorkedOnIsDoneByAnotherAndItsOwnWorkIsFencedOff() {
        String rule = create("bt-dead", query("user:root"));
        SearchPeer.store(login("bt-dead", "root", "failure", 1));
        UUID id = UUID.randomUUID();
        insertRunning("bt-dead", rule, id, 1);
        JsonPath done = finished("bt-dead", id.toString());
        assertThat(done.getString("state")).isEqualTo("succeeded");
        assertThat(done.getInt("report.matches")).isEqualTo(1);
        TenantId tenant = new TenantId("bt-dead");
        BacktestClaim stale = new BacktestClaim(tenant, id, 1);
        assertThat(database.inTenant(
                                tenant,
                                connection -> claims.finish(connection, stale, Backtest.State.FAILED, null, "late"))
                        .await()
                        .atMost(PATIENCE))
                .isFalse();
    }

    @Test
    void aBacktestThatInstancesKeepDyingOfFails() {
        String rule = create("bt-deadly", query("user:root"));
        UUID id = UUID.randomUUID();
        insertRunning("bt-deadly", rule, id, 5);
        JsonPath done = finished("bt-deadly", id.toString());
        assertThat(done.getString("state")).isEqualTo("failed");
        assertThat(done.getString("error")).contains("time after time");
    }

    @Test
    void anOrderIsRefusedByRoleTenantRangeVersionAndBody() {
        String rule = create("bt-refused", query("user:root"));
        String path = DETECTIONS + "/rules/" + rule + "/backtest";
        as("bt-refused", "viewer").body("{}").post(path).then().statusCode(403);
        as("globex", "admin").body("{}").post(path).then().statusCode(404);
        refused(path, "{\"time_range\":\"5x\"}", 400, "/time_range");
        refused(path, "{\"to\":\"2026-03-02T09:00:00Z\"}", 400, "/from");
        refused(path, "{\"time_range\":\"3000d\"}", 422, "/from");
        refused(path, "{\"colour\":1}", 400, "/colour");
        refused(path, "{\"max_matches\":1001}", 400, "/max_matches");
        refused(path, "{\"version\":1,\"rule\":{}}", 400, "/rule");
        refused(path, "{\"rule\":{\"rule_type\":\"query\",\"query\":\"a\"}}", 400, "/rule/name");
        refused(path, "{\"rule\":{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"(\"}}", 400, "/rule/query");
        as("bt-refused", "admin").body("{\"version\":9}").post(path).then().statusCode(404);
        assertThat(DatabaseProbe.query(null, "select * from backtest")).isEmpty();
        assertThat(DatabaseProbe.query("bt-refused", "select * from backtest")).isEmpty();
    }

    @Test
    void anotherTenantDoesNotSeeABacktestAndOneTenantHasSoManyAtOnce() {
        String rule = create("bt-many", query("user:mired"));
        SearchPeer.setTarPit("mired");
        List<String> orders = IntStream.range(0, 3)
                .mapToObj(i -> order("bt-many", rule, HOUR))
                .toList();
        as("bt-many", "admin")
                .body(HOUR)
                .post(DETECTIONS + "/rules/" + rule + "/backtest")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue());
        as("globex", "admin")
                .get(DETECTIONS + "/backtests/" + orders.getFirst())
                .then()
                .statusCode(404);
        as("globex", "admin")
                .post(DETECTIONS + "/backtests/" + orders.getFirst() + "/cancel")
                .then()
                .statusCode(404);
        as("globex", "admin")
                .get(DETECTIONS + "/rules/" + rule + "/backtests")
                .then()
                .statusCode(404);
        as("bt-many", "admin").get(DETECTIONS + "/backtests/no-id").then().statusCode(404);
        orders.forEach(id -> as("bt-many", "admin")
                .post(DETECTIONS + "/backtests/" + id + "/cancel")
                .then()
                .statusCode(200));
    }

    private static void refused(String path, String body, int status, String pointer) {
        as("bt-refused", "admin")
                .body(body)
                .post(path)
                .then()
                .statusCode(status)
                .body("errors[0].pointer", equalTo(pointer));
    }

    private static void insertRunning(String tenant, String rule, UUID id, int epoch) {
        String sql =
                "insert into backtest (tenant_id, backtest_id, rule_id, rule_version, logic_version, spec, unsaved,"
                        + " range_from, range_to, max_matches, state, fencing_epoch, lease_until, created_at, created_by)"
                        + " values (?, ?, ?, 1, 1, ?, false, '2026-03-02T07:59:00Z', '2026-03-02T09:00:00Z', 10, 'running', ?,"
                        + " now() - interval '1 second', now(), 'ana')";
        assertThat(DatabaseProbe.query(tenant, sql, tenant, id, UUID.fromString(rule), query("user:root"), epoch))
                .isEmpty();
    }

    private static String order(String tenant, String rule, String body) {
        String id = as(tenant, "detection_engineer")
                .body(body)
                .post(DETECTIONS + "/rules/" + rule + "/backtest")
                .then()
                .statusCode(202)
                .body("state", equalTo("queued"))
                .header("Location", notNullValue())
                .extract()
                .path("backtest_id");
        assertThat(id).isNotNull();
        return id;
    }

    private static JsonPath finished(String tenant, String backtest) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> as(tenant, "viewer")
                                .get(DETECTIONS + "/backtests/" + backtest)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath(),
                        json -> !Set.of("queued", "running").contains(json.getString("state")));
    }

    private static Set<String> matchIds(String rule, int atLeast) {
        Set<String> found = new HashSet<>();
        assertThat(KafkaProbe.read(Topics.MATCHES, PATIENCE, read -> {
                    read.stream()
                            .map(message -> ContractJson.read(message.value(), Match.class))
                            .filter(match -> match.ruleId().equals(rule))
                            .forEach(match -> found.add(match.matchId()));
                    return found.size() >= atLeast;
                }))
                .isNotEmpty();
        return found;
    }

    private static String create(String tenant, String body) {
        return as(tenant, "detection_engineer")
                .body(body)
                .post(DETECTIONS + "/rules")
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    private static String query(String query) {
        return "{\"name\":\"" + query.replace(':', ' ') + "\",\"rule_type\":\"query\",\"query\":\"" + query + "\"}";
    }

    private static Event started(String tenant, String program, String host, int second) {
        Map<String, Object> fields =
                new LinkedHashMap<>(login(tenant, "ana", "success", second).fields());
        fields.put("event.category", "process");
        fields.put("event.code", "1");
        fields.put("event.type", "start");
        fields.put("event.module", "sysmon");
        fields.put("winlog.channel", "Microsoft-Windows-Sysmon/Operational");
        fields.put("winlog.event_id", "1");
        fields.put("winlog.provider_name", "Microsoft-Windows-Sysmon");
        fields.put("process.executable", "C:\\Temp\\" + program);
        fields.put("winlog.event_data.Image", "C:\\Temp\\" + program);
        fields.put("host.name", host);
        return new Event(fields);
    }

    private static Event login(String tenant, String user, String outcome, int second) {
        Instant time = T0.plusSeconds(second);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, UUID.randomUUID().toString());
        fields.put(Event.TIMESTAMP, ContractJson.MILLIS.format(time));
        fields.put(Event.INGESTED, ContractJson.MILLIS.format(time.plusSeconds(1)));
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
