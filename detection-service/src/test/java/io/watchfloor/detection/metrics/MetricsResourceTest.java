package io.watchfloor.detection.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class MetricsResourceTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final String METRICS = "/api/v1/detections/metrics";
    private static final int NOISY = 110;

    private final String tenant = "t-" + UUID.randomUUID();

    @AfterEach
    void searchIsBack() {
        SearchPeer.setAway(false);
    }

    @Test
    void everyFigureEqualsARecountFromRulesRunsAndFeedback() {
        String loud = create("loud", "user:loud", "");
        String quiet = create("quiet", "user:quiet", ",\"schedule_enabled\":true");
        String wrong = create("wrong", "user:nobody", ",\"enabled\":false,\"schedule_enabled\":true");
        String idle = create("idle", "user:nobody", "");
        for (int i = 0; i < NOISY; i++) {
            SearchPeer.store(login("loud"));
        }
        SearchPeer.store(login("quiet"));
        run(loud);
        run(quiet);
        run(quiet);
        SearchPeer.setAway(true);
        run(wrong);
        SearchPeer.setAway(false);
        runBySchedule(quiet);
        for (int i = 0; i < 5; i++) {
            give(wrong, i < 2 ? "true_positive" : "false_positive");
        }
        give(quiet, "true_positive");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(metrics("ana").getLong("rule_metrics[0].match_count"))
                        .isEqualTo(NOISY));

        JsonPath shown = metrics("ana");
        List<Map<String, Object>> runs = recounted("runs");
        List<Map<String, Object>> verdicts = recounted("feedback");
        assertThat(shown.getInt("rules.total")).isEqualTo(4);
        assertThat(shown.getInt("rules.enabled")).isEqualTo(3);
        assertThat(shown.getInt("rules.scheduled")).isEqualTo(1);
        assertThat(shown.getInt("runs.total")).isEqualTo(runs.size()).isEqualTo(5);
        for (String mode : List.of("manual", "scheduled")) {
            assertThat(shown.getLong("runs.by_trigger." + mode)).isEqualTo(count(runs, "trigger_mode", mode));
        }
        for (String status : List.of("running", "succeeded", "failed", "abandoned")) {
            assertThat(shown.getLong("runs.by_status." + status)).isEqualTo(count(runs, "status", status));
        }
        for (String sum : List.of("match_count", "suppressed_count", "promoted_count")) {
            assertThat(shown.getLong("runs." + sum)).isEqualTo(sum(runs, sum));
        }
        assertThat(shown.getLong("feedback.true_positives"))
                .isEqualTo(count(verdicts, "verdict", "true_positive"))
                .isEqualTo(3);
        assertThat(shown.getLong("feedback.false_positives"))
                .isEqualTo(count(verdicts, "verdict", "false_positive"))
                .isEqualTo(3);
        assertThat(shown.getDouble("feedback.precision")).isEqualTo(0.5);

        assertThat(shown.getList("rule_metrics.rule_id", String.class)).containsExactly(loud, quiet, wrong);
        assertThat(shown.getList("high_match_rules.name", String.class)).containsExactly("loud", "quiet");
        assertThat(shown.getList("noisy_rules.name", String.class)).containsExactly("loud", "wrong");
        assertThat(shown.getList("noisy_rules.noisy"))
                .isEqualTo(List.of(List.of("many_matches"), List.of("false_positives")));
        for (int i = 0; i < 3; i++) {
            String id = shown.getString("rule_metrics[" + i + "].rule_id");
            List<Map<String, Object>> own = of(runs, id);
            assertThat(shown.getLong("rule_metrics[" + i + "].runs")).isEqualTo(own.size());
            assertThat(shown.getLong("rule_metrics[" + i + "].failed_runs")).isEqualTo(count(own, "status", "failed"));
            assertThat(shown.getLong("rule_metrics[" + i + "].run_match_count")).isEqualTo(sum(own, "match_count"));
            assertThat(shown.getLong("rule_metrics[" + i + "].false_positives"))
                    .isEqualTo(count(of(verdicts, id), "verdict", "false_positive"));
        }
        assertThat(shown.getLong("rule_metrics[1].match_count")).isEqualTo(1);
        assertThat(shown.getDouble("rule_metrics[2].precision")).isEqualTo(0.4);
        assertThat(recounted("runs").stream().map(run -> run.get("rule_id"))).doesNotContain(idle);
        assertBucketsAddUp(shown, runs, verdicts);
    }

    private static void assertBucketsAddUp(
            JsonPath shown, List<Map<String, Object>> runs, List<Map<String, Object>> verdicts) {
        List<Map<String, Object>> buckets = shown.getList("buckets");
        Instant from = Instant.parse(shown.getString("from"));
        assertThat(buckets).hasSizeBetween(25, 26);
        for (int i = 0; i < buckets.size(); i++) {
            Instant start = from.plus(i, ChronoUnit.HOURS);
            Map<String, Object> bucket = buckets.get(i);
            assertThat(Instant.parse((String) bucket.get("start"))).isEqualTo(start);
            List<Map<String, Object>> begun = in(runs, "started_at", start);
            List<Map<String, Object>> given = in(verdicts, "created_at", start);
            assertThat(number(bucket, "runs")).isEqualTo(begun.size());
            assertThat(number(bucket, "failed_runs")).isEqualTo(count(begun, "status", "failed"));
            assertThat(number(bucket, "run_match_count")).isEqualTo(sum(begun, "match_count"));
            assertThat(number(bucket, "true_positives")).isEqualTo(count(given, "verdict", "true_positive"));
            assertThat(number(bucket, "false_positives")).isEqualTo(count(given, "verdict", "false_positive"));
        }
        assertThat(sum(buckets, "match_count")).isEqualTo(NOISY + 1);
        assertThat(sum(buckets, "event_count")).isEqualTo(NOISY + 1);
    }

    @Test
    void oneSeesTheFiguresOfRulesThatOneSees() {
        String id = create("mine", "user:nobody", ",\"sharing_mode\":\"private\"");
        run(id);
        give(id, "true_positive");
        assertThat(metrics("dora").getInt("runs.total")).isEqualTo(1);
        JsonPath shown = metrics("ana");
        assertThat(shown.getInt("rules.total")).isZero();
        assertThat(shown.getInt("runs.total")).isZero();
        assertThat(shown.getInt("feedback.true_positives")).isZero();
        assertThat(shown.getList("rule_metrics")).isEmpty();
        assertThat(shown.getList("buckets.runs", Integer.class)).containsOnly(0);
        given().header("Authorization", Tokens.bearer("dora", "globex", "admin"))
                .get(METRICS)
                .then()
                .body("rule_metrics.findAll { it.rule_id == '" + id + "' }", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0h", "59m", "32d", "-1h", "soon", "24"})
    void aWindowThatIsNoneIsRefused(String window) {
        as("ana", "viewer")
                .queryParam("window", window)
                .get(METRICS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?window"));
    }

    @Test
    void theWindowIsWhatWasAskedFor() {
        as("ana", "viewer")
                .queryParam("window", "7d")
                .get(METRICS)
                .then()
                .statusCode(200)
                .body("window", equalTo("7d"))
                .body("buckets", hasSize(169));
        as("ana", "viewer").queryParam("hours", 1).get(METRICS).then().statusCode(400);
        as("ana", "ingest").get(METRICS).then().statusCode(403);
    }

    private JsonPath metrics(String user) {
        return as(user, "analyst").get(METRICS).then().statusCode(200).extract().jsonPath();
    }

    /** Everything that hangs on the tenant's rules under the path. */
    private List<Map<String, Object>> recounted(String path) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String id : as("dora", "viewer").get(RULES).jsonPath().getList("items.rule_id", String.class)) {
            all.addAll(as("dora", "viewer")
                    .get(RULES + "/" + id + "/" + path + "?limit=200")
                    .jsonPath()
                    .getList("items"));
        }
        return all;
    }

    private static List<Map<String, Object>> of(List<Map<String, Object>> items, String rule) {
        return where(items, item -> item.get("rule_id").equals(rule));
    }

    private static List<Map<String, Object>> in(List<Map<String, Object>> items, String time, Instant hour) {
        return where(
                items,
                item -> Instant.parse((String) item.get(time))
                        .truncatedTo(ChronoUnit.HOURS)
                        .equals(hour));
    }

    private static List<Map<String, Object>> where(
            List<Map<String, Object>> items, Predicate<Map<String, Object>> holds) {
        return items.stream().filter(holds).toList();
    }

    private static long count(List<Map<String, Object>> items, String member, String value) {
        return where(items, item -> item.get(member).equals(value)).size();
    }

    private static long sum(List<Map<String, Object>> items, String member) {
        return items.stream().mapToLong(item -> number(item, member)).sum();
    }

    private static long number(Map<String, Object> item, String member) {
        return ((Number) item.get(member)).longValue();
    }

    private String create(String name, String query, String members) {
        return as("dora", "detection_engineer")
                .body("{\"name\":\"" + name + "\",\"rule_type\":\"query\",\"query\":\"" + query + "\"" + members + "}")
                .post(RULES)
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    private void run(String rule) {
        as("dora", "detection_engineer")
                .body("{\"time_range\":\"1h\"}")
                .post(RULES + "/" + rule + "/run")
                .then()
                .statusCode(200);
    }

    private void runBySchedule(String rule) {
        assertThat(DatabaseProbe.query(
                        tenant, "update rule set next_run_at = now() where rule_id = ?", UUID.fromString(rule)))
                .isEmpty();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count(recounted("runs"), "trigger_mode", "scheduled") == 1
                        && count(recounted("runs"), "status", "running") == 0);
    }

    private void give(String rule, String verdict) {
        as("dora", "analyst")
                .body(Map.of("verdict", verdict))
                .post(RULES + "/" + rule + "/feedback")
                .then()
                .statusCode(201);
    }

    private Event login(String user) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, UUID.randomUUID().toString());
        fields.put(Event.TIMESTAMP, ContractJson.MILLIS.format(Instant.now().minusSeconds(600)));
        fields.put(Event.INGESTED, ContractJson.MILLIS.format(Instant.now()));
        fields.put(Event.TENANT, tenant);
        fields.put("user.name", user);
        return new Event(fields);
    }

    private RequestSpecification as(String user, String role) {
        return given().header("Authorization", Tokens.bearer(user, tenant, role))
                .contentType(ContentType.JSON);
    }
}
