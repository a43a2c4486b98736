package io.watchfloor.cases.alert;

import static io.watchfloor.cases.Api.ALERTS;
import static io.watchfloor.cases.Api.CASES;
import static io.watchfloor.cases.Api.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.watchfloor.cases.Api;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "cases"))
class AlertIntakeTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private final String tenant = Api.newTenant();
    private final Map<String, Object> alert = Map.of(
            "title", "Logins from a new country",
            "severity", "MEDIUM",
            "dedup_key", "logins-1",
            "log_id", "log-1",
            "event_time", NOON.toString());

    @Test
    void fiftyPromotionsOfOneLogAtOnceMakeOneAlertThatCountsOne() throws Exception {
        List<JsonPath> outcomes = atOnce(50, i -> with(alert, "create_case", true));
        assertThat(outcomes)
                .extracting(o -> o.getString("alert.id"))
                .containsOnly(outcomes.getFirst().getString("alert.id"));
        assertThat(outcomes).filteredOn(o -> o.getBoolean("created")).hasSize(1);
        assertThat(outcomes).filteredOn(o -> o.getBoolean("replayed")).hasSize(49);
        assertThat(outcomes).filteredOn(o -> o.getBoolean("case.created")).hasSize(1);
        assertThat(present(outcomes).getLong("occurrence_count")).isEqualTo(1);
        assertThat(Api.list(tenant, CASES).getList("items")).hasSize(1);
    }

    @Test
    void fiftyLogsOfOneKeyAtOnceMakeOneAlertThatCountsFiftyAndOneCase() throws Exception {
        List<JsonPath> outcomes = atOnce(50, i -> with(alert, "log_id", "log-" + i, "create_case", true));
        assertThat(outcomes).filteredOn(o -> o.getBoolean("created")).hasSize(1);
        assertThat(outcomes).noneMatch(o -> o.getBoolean("replayed"));
        assertThat(present(outcomes).getLong("occurrence_count")).isEqualTo(50);
        assertThat(Api.list(tenant, ALERTS).getList("items")).hasSize(1);
        assertThat(Api.list(tenant, CASES).getList("items.alert_ids", List.class))
                .hasSize(1);
        List<Map<String, Object>> timeline =
                Api.timeline(tenant, CASES, Api.list(tenant, CASES).getString("items[0].id"));
        assertThat(timeline)
                .extracting(entry -> entry.get("seq"))
                .isEqualTo(IntStream.rangeClosed(1, 52).boxed().toList());
        assertThat(timeline)
                .filteredOn(entry -> entry.get("kind").equals("alert_promoted"))
                .hasSize(50);
    }

    @Test
    void theSameLogAgainChangesNothing() {
        JsonPath first = Api.take(tenant, alert);
        JsonPath again = Api.take(tenant, with(alert, "title", "Other words", "severity", "critical"));
        assertThat(again.getBoolean("replayed")).isTrue();
        assertThat(again.getBoolean("created")).isFalse();
        assertThat(again.getMap("alert")).isEqualTo(first.getMap("alert"));
    }

    @Test
    void severalEventsOfOneRequestCountOnceEach() {
        List<Map<String, String>> events = events(0, 1_000);
        Map<String, Object> many = Map.of("title", "Many", "dedup_key", "many", "occurrences", events);
        assertThat(Api.take(tenant, many).getLong("alert.occurrence_count")).isEqualTo(1_000);
        Map<String, Object> overlap = Map.of(
                "title", "Many",
                "dedup_key", "many",
                "occurrences", List.of(events.get(5), Map.of("log_id", "one-more", "event_time", NOON.toString())));
        JsonPath after = Api.take(tenant, overlap);
        assertThat(after.getLong("alert.occurrence_count")).isEqualTo(1_001);
        assertThat(after.getBoolean("replayed")).isFalse();
        String id = after.getString("alert.id");
        JsonPath page = Api.list(tenant, ALERTS + "/" + id + "/occurrences?limit=200");
        assertThat(page.getString("items[0].log_id")).isEqualTo("event-999");
        JsonPath next =
                Api.list(tenant, ALERTS + "/" + id + "/occurrences?limit=200&cursor=" + page.getString("next_cursor"));
        assertThat(next.getString("items[0].log_id")).isEqualTo("event-799");
    }

    /** The tests keep 1,500 events per alert. */
    @Test
    void beyondTheLimitEventsAreOnlyCounted() {
        Map<String, Object> flood = Map.of("title", "Flood", "dedup_key", "flood");
        Api.take(tenant, with(flood, "occurrences", events(0, 1_000)));
        JsonPath over = Api.take(tenant, with(flood, "occurrences", events(1_000, 2_000)));
        assertThat(over.getLong("alert.occurrence_count")).isEqualTo(2_000);
        assertThat(over.getBoolean("alert.occurrences_truncated")).isTrue();
        JsonPath again = Api.take(tenant, with(flood, "occurrences", events(500, 1_500)));
        assertThat(again.getBoolean("replayed")).isTrue();
        assertThat(again.getLong("alert.occurrence_count")).isEqualTo(2_000);
        assertThat(DatabaseProbe.query(tenant, "select 1 from alert_occurrence"))
                .hasSize(1_500);
    }

    private static List<Map<String, String>> events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Map.of(
                        "log_id",
                        "event-" + i,
                        "event_time",
                        NOON.plusSeconds(i).toString()))
                .toList();
    }

    @Test
    void aRequestWithoutALogIsToldApartByItsIdempotencyKey() {
        Map<String, Object> plain = Map.of("title", "Phone call from the bank");
        String id = Api.take(tenant, plain).getString("alert.id");
        assertThat(Api.take(tenant, plain).getLong("alert.occurrence_count")).isEqualTo(2);
        for (boolean replayed : new boolean[] {false, true}) {
            JsonPath outcome = Api.as(tenant, "analyst")
                    .header("Idempotency-Key", "call-7")
                    .body(plain)
                    .post(ALERTS)
                    .jsonPath();
            assertThat(outcome.getBoolean("replayed")).isEqualTo(replayed);
            assertThat(outcome.getLong("alert.occurrence_count")).isEqualTo(3);
        }
        assertThat(Api.alert(tenant, id).getString("dedup.profile")).isEqualTo("adhoc");
    }

    @Test
    void aLogOfARulePromotedWithoutTheRuleIsTheAlertOfTheRule() {
        Map<String, Object> byRule = Map.of(
                "rule_id", "r-1",
                "rule_name", "Rule one",
                "entities", Map.of("source.ip", List.of("192.0.2.7")),
                "log_id", "log-9",
                "event_time", NOON.toString());
        String id = Api.take(tenant, byRule).getString("alert.id");
        JsonPath byHand = Api.take(tenant, Map.of("title", "Look", "log_id", "log-9", "create_case", true));
        assertThat(byHand.getString("alert.id")).isEqualTo(id);
        assertThat(byHand.getBoolean("replayed")).isTrue();
        assertThat(byHand.getBoolean("case.created")).isTrue();
        assertThat(Api.alert(tenant, id).getString("title")).isEqualTo("Rule one");
    }

    @Test
    void differentEntitiesOfARuleNeverShareAnAlert() {
        Map<String, Object> one =
                Map.of("rule_id", "r-2", "entities", Map.of("source.ip", List.of("192.0.2.1")), "log_id", "a");
        Map<String, Object> other =
                Map.of("rule_id", "r-2", "entities", Map.of("source.ip", List.of("192.0.2.2")), "log_id", "b");
        assertThat(Api.take(tenant, one).getString("alert.id"))
                .isNotEqualTo(Api.take(tenant, other).getString("alert.id"));
    }

    @Test
    void anEventFromBeforeClosingIsLateAndOneFromAfterReopens() {
        String id = Api.take(tenant, with(alert, "create_case", true)).getString("alert.id");
        JsonPath closed =
                Api.patch(tenant, id, Map.of("status", "resolved", "verdict", "true_positive", "assignee", "ben"));
        Instant closedAt = Instant.parse(closed.getString("closed_at"));

        JsonPath late = Api.take(tenant, with(alert, "log_id", "late", "event_time", closedAt.toString()));
        assertThat(late.getString("alert.id")).isEqualTo(id);
        assertThat(late.getString("alert.status")).isEqualTo("resolved");
        assertThat(late.getLong("alert.late_count")).isEqualTo(1);
        assertThat(late.getLong("alert.occurrence_count")).isEqualTo(1);

        JsonPath reopened = Api.take(
                tenant,
                with(
                        alert,
                        "log_id",
                        "after",
                        "event_time",
                        closedAt.plusMillis(1).toString()));
        assertThat(reopened.getString("alert.id")).isEqualTo(id);
        assertThat(reopened.getBoolean("reopened")).isTrue();
        assertThat(reopened.getString("alert.status")).isEqualTo("new");
        assertThat(reopened.getString("alert.assignee")).isEqualTo("ben");
        assertThat(reopened.getInt("alert.reopen_count")).isEqualTo(1);
        assertThat(reopened.getLong("alert.occurrence_count")).isEqualTo(2);
        assertThat(Api.timeline(tenant, CASES, reopened.getString("alert.case_ids[0]")))
                .extracting(entry -> entry.get("kind"))
                .containsExactly("created", "alert_linked", "alert_promoted", "alert_recurrence");
        JsonPath occurrences = Api.list(tenant, ALERTS + "/" + id + "/occurrences");
        assertThat(occurrences.getList("items.late")).containsExactly(false, true, false);
    }

    @Test
    void afterTheReopenWindowANewAlertBegins() {
        String id = Api.take(tenant, alert).getString("alert.id");
        Instant closedAt = Instant.parse(Api.patch(tenant, id, Map.of("status", "resolved", "verdict", "duplicate"))
                .getString("closed_at"));
        Instant beyond = closedAt.plus(Duration.ofHours(72)).plusMillis(1);
        JsonPath next = Api.take(tenant, with(alert, "log_id", "beyond", "event_time", beyond.toString()));
        assertThat(next.getBoolean("created")).isTrue();
        assertThat(next.getString("alert.previous_alert_id")).isEqualTo(id);
        assertThat(next.getInt("alert.generation")).isEqualTo(2);
        assertThat(Api.alert(tenant, id).getBoolean("open_for_grouping")).isFalse();
    }

    @Test
    void aFalsePositiveIsNeverReopened() {
        String id = Api.take(tenant, alert).getString("alert.id");
        Instant closedAt = Instant.parse(
                Api.patch(tenant, id, Map.of("status", "false_positive")).getString("closed_at"));
        JsonPath next = Api.take(
                tenant,
                with(
                        alert,
                        "log_id",
                        "again",
                        "event_time",
                        closedAt.plusSeconds(1).toString()));
        assertThat(next.getBoolean("created")).isTrue();
        assertThat(next.getString("alert.prior_verdict")).isEqualTo("false_positive");
        assertThat(next.getList("alert.tags")).contains("recurrence-of-fp");
        assertThat(Api.alert(tenant, id).getString("status")).isEqualTo("false_positive");
        assertThat(Api.timeline(tenant, ALERTS, id))
                .extracting(entry -> entry.get("kind"))
                .containsExactly("created", "status_changed", "custom", "alert_recurrence");
    }

    @Test
    void theWindowSeparatesBurstsOfOneRequest() {
        JsonPath outcome = Api.take(
                tenant,
                Map.of(
                        "title",
                        "Bursts",
                        "dedup_key",
                        "bursts",
                        "dedup_window_seconds",
                        60,
                        "occurrences",
                        List.of(
                                Map.of("log_id", "b1", "event_time", NOON.toString()),
                                Map.of(
                                        "log_id",
                                        "b2",
                                        "event_time",
                                        NOON.plusSeconds(60).toString()),
                                Map.of(
                                        "log_id",
                                        "b3",
                                        "event_time",
                                        NOON.plusSeconds(121).toString()))));
        assertThat(outcome.getInt("alert.generation")).isEqualTo(2);
        assertThat(outcome.getLong("alert.occurrence_count")).isEqualTo(1);
        String first = outcome.getString("alert.previous_alert_id");
        assertThat(Api.alert(tenant, first).getLong("occurrence_count")).isEqualTo(2);
        assertThat(Api.list(tenant, ALERTS + "/" + first + "/occurrences").getList("items.log_id"))
                .containsExactly("b2", "b1");
    }

    @Test
    void whatHappensToAnAlertIsAnnouncedInTheSameTransaction() {
        String id = Api.take(tenant, with(alert, "create_case", true)).getString("alert.id");
        Api.take(tenant, with(alert, "log_id", "log-2", "severity", "high"));
        assertThat(Announcements.ofAlert(id, 3))
                .containsExactlyInAnyOrder(
                        "soc.alert.created.v1", "soc.alert.deduplicated.v1", "soc.alert.severity_raised.v1");
        String caseId = Api.alert(tenant, id).getString("case_ids[0]");
        assertThat(Announcements.ofCase(caseId, 2)).containsExactly("soc.case.created.v1", "soc.case.updated.v1");
    }

    @Test
    void aDifferentTenantsObjectsDoNotExist() {
        JsonPath outcome = Api.take(tenant, with(alert, "create_case", true));
        String other = Api.newTenant();
        String id = outcome.getString("alert.id");
        for (String path : List.of("", "/timeline", "/occurrences")) {
            Api.as(other, "admin").get(ALERTS + "/" + id + path).then().statusCode(404);
        }
        Api.as(other, "admin")
                .body(Map.of("status", "triaged"))
                .patch(ALERTS + "/" + id)
                .then()
                .statusCode(404);
        String caseId = outcome.getString("case.id");
        for (String path : List.of("", "/timeline")) {
            Api.as(other, "admin").get(CASES + "/" + caseId + path).then().statusCode(404);
            Api.as(other, "admin")
                    .get(CASES + "/" + UUID.randomUUID() + path)
                    .then()
                    .statusCode(404);
        }
        assertThat(Api.take(other, alert).getBoolean("created")).isTrue();
        assertThat(Api.list(other, CASES).getList("items")).isEmpty();
    }

    @Test
    void theDatabaseShowsNoRowWithoutATenant() {
        Api.take(tenant, with(alert, "create_case", true));
        List<String> tables = DatabaseProbe.tenantTables();
        assertThat(tables)
                .contains("alert", "alert_occurrence", "alert_escalation", "cases", "case_counter", "timeline_entry");
        for (String table : List.of(
                "alert", "alert_occurrence", "alert_escalation", "cases", "case_counter", "timeline_entry", "inbox")) {
            assertThat(DatabaseProbe.query(null, "select * from " + table))
                    .as(table)
                    .isEmpty();
        }
        assertThat(DatabaseProbe.query(tenant, "select * from alert")).hasSize(1);
    }

    private JsonPath present(List<JsonPath> outcomes) {
        return Api.alert(tenant, outcomes.getFirst().getString("alert.id"));
    }

    private List<JsonPath> atOnce(int count, IntFunction<Map<String, ?>> requests)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(count)) {
            List<Callable<JsonPath>> calls = IntStream.range(0, count)
                    .mapToObj(i -> (Callable<JsonPath>) () -> Api.take(tenant, requests.apply(i)))
                    .toList();
            List<Future<JsonPath>> answers = threads.invokeAll(calls);
            return answers.stream().map(Future::resultNow).toList();
        }
    }
}
