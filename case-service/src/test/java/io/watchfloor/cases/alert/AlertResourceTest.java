package io.watchfloor.cases.alert;

import static io.watchfloor.cases.Api.ALERTS;
import static io.watchfloor.cases.Api.CASES;
import static io.watchfloor.cases.Api.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.cases.Api;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Topics;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "cases"))
class AlertResourceTest {
    private static final Map<String, Object> ALERT =
            Map.of("title", "Odd process", "severity", "low", "log_id", "log-1");
    private final String tenant = Api.newTenant();

    @Test
    void aNewAlertIsShownWithItsFields() {
        ValidatableResponse answer = Api.post(
                        tenant,
                        with(
                                ALERT,
                                "host",
                                "web-1",
                                "source",
                                "edr",
                                "tags",
                                List.of("a"),
                                "mitre_techniques",
                                List.of("T1110.001"),
                                "observables",
                                List.of(Map.of("type", "DOMAIN", "value", "EVIL[.]example"))))
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("created", equalTo(true))
                .body("deduplicated", equalTo(false))
                .body("case", equalTo(null))
                .body("alert.severity", equalTo("low"))
                .body("alert.status", equalTo("new"))
                .body("alert.observables", equalTo(List.of(Map.of("type", "domain", "value", "evil.example"))))
                .body("alert.dedup.values.observables", equalTo(List.of("domain:evil.example")))
                .body("alert.created_by", equalTo("ana"));
        String id = answer.extract().path("alert.id");
        Map<String, Object> posted = answer.extract().path("alert");
        assertThat(Api.alert(tenant, id).getMap("")).isEqualTo(posted);
        Api.post(
                        tenant,
                        with(
                                ALERT,
                                "log_id",
                                "log-2",
                                "host",
                                "WEB-1.",
                                "source",
                                "EDR",
                                "observables",
                                List.of(Map.of("type", "domain", "value", "evil.example"))))
                .statusCode(200)
                .body("deduplicated", equalTo(true))
                .body("alert.occurrence_count", equalTo(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                            | 400 | /title
            {"title":" "}                                                | 400 | /title
            {"title":"t","colour":"red"}                                 | 400 | /colour
            {"title":"t","severity":"awful"}                             | 400 | /severity
            {"title":"t","log_id":""}                                    | 400 | /log_id
            {"title":"t","event_time":"noon"}                            | 400 | /event_time
            {"title":"t","log_id":"a","occurrences":[{"log_id":"b"}]}    | 400 | /log_id
            {"title":"t","occurrences":[]}                               | 400 | /occurrences
            {"title":"t","occurrences":[{"log_id":"b"},{}]}              | 400 | /occurrences/1/log_id
            {"title":"t","entities":{"host":["a"]}}                      | 400 | /entities
            {"title":"t","dedup_key":" "}                                | 400 | /dedup_key
            {"title":"t","dedup_window_seconds":0}                       | 400 | /dedup_window_seconds
            {"title":"t","mitre_techniques":["TA0001"]}                  | 400 | /mitre_techniques/0
            {"title":"t","observables":[{"type":"smell","value":"bad"}]} | 400 | /observables/0
            {"title":"t","observables":["x"]}                            | 400 | /observables/0
            {"title":"t","escalation":{"name":"n"}}                      | 400 | /escalation/action
            {"title":"t","log_id":"a","event_time":"1901-01-01T00:00:00Z"} | 400 | ''
            """)
    void badRequestsNameTheField(String body, int status, String pointer) {
        String json = body.equals("{") ? "{}" : body;
        Api.as(tenant, "analyst")
                .body(json)
                .post(ALERTS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
        assertThat(Api.list(tenant, ALERTS).getList("items")).isEmpty();
    }

    @Test
    void malformedJsonIsRefusedWithItsPosition() {
        Api.as(tenant, "analyst")
                .body("{\"title\": ")
                .post(ALERTS)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:watchfloor:problem:malformed-json"));
    }

    @Test
    void onlyTheRightRolesMayWrite() {
        Api.as(tenant, "viewer").body(ALERT).post(ALERTS).then().statusCode(403);
        String id = Api.take(tenant, ALERT).getString("alert.id");
        Api.as(tenant, "viewer")
                .body(Map.of("status", "triaged"))
                .patch(ALERTS + "/" + id)
                .then()
                .statusCode(403);
        io.restassured.RestAssured.given().get(ALERTS).then().statusCode(401);
    }

    @Test
    void aPatchChangesWhatItNamesAndIsAudited() {
        String id = Api.take(tenant, ALERT).getString("alert.id");
        Map<String, Object> patch = with(
                Map.of("status", "TRIAGED", "severity", "critical", "assignee", "ben", "title", "New words"),
                "tags",
                List.of("x", "y"));
        JsonPath after = Api.patch(tenant, id, patch);
        assertThat(after.getString("status")).isEqualTo("triaged");
        assertThat(after.getString("severity")).isEqualTo("critical");
        assertThat(after.getBoolean("severity_locked")).isTrue();
        assertThat(after.getString("acknowledged_at")).isNotNull();
        assertThat(after.getList("tags")).containsExactly("x", "y");
        assertThat(Api.patch(tenant, id, Collections.singletonMap("assignee", null))
                        .getString("assignee"))
                .isNull();
        assertThat(Api.take(tenant, with(ALERT, "log_id", "log-2", "severity", "informational"))
                        .getString("alert.severity"))
                .isEqualTo("critical");
        assertThat(Api.timeline(tenant, ALERTS, id))
                .extracting(entry -> entry.get("kind"))
                .containsExactly(
                        "created",
                        "status_changed",
                        "assignee_changed",
                        "severity_changed",
                        "custom",
                        "assignee_changed");
        KafkaProbe.read(
                Topics.AUDIT,
                Duration.ofSeconds(20),
                records -> records.stream()
                        .map(one -> ContractJson.read(one.value(), AuditRecord.class))
                        .filter(one -> one.objectId().equals(id) && one.actor().equals("ana"))
                        .map(AuditRecord::action)
                        .toList()
                        .equals(List.of("alert.created", "alert.updated", "alert.updated")));
        assertThat(Announcements.ofAlert(id, 5)).contains("soc.alert.status_changed.v1", "soc.alert.updated.v1");
    }

    @Test
    void anIllegalTransitionSaysWhatIsAllowed() {
        String id = Api.take(tenant, ALERT).getString("alert.id");
        Api.patch(tenant, id, Map.of("status", "contained"));
        patch(id, Map.of("status", "triaged"))
                .statusCode(409)
                .body("type", equalTo("urn:watchfloor:problem:illegal-transition"))
                .body("allowed", containsInAnyOrder("resolved", "false_positive"));
        patch(id, Map.of("status", "resolved")).statusCode(422).body("errors.pointer", hasItem("/verdict"));
        patch(id, Map.of("status", "false_positive", "verdict", "duplicate"))
                .statusCode(422)
                .body("type", equalTo("urn:watchfloor:problem:verdict-contradicts-status"));
        Api.patch(tenant, id, Map.of("status", "resolved", "verdict", "true_positive"));
        patch(id, Map.of("status", "triaged")).statusCode(409).body("allowed", hasSize(0));
    }

    @Test
    void aStaleChangeIsRefusedWithThePresentVersion() {
        String id = Api.take(tenant, ALERT).getString("alert.id");
        Api.as(tenant, "analyst")
                .header("If-Match", "\"1\"")
                .body(Map.of("assignee", "ben"))
                .patch(ALERTS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        Api.as(tenant, "analyst")
                .header("If-Match", "\"1\"")
                .body(Map.of("assignee", "eva"))
                .patch(ALERTS + "/" + id)
                .then()
                .statusCode(412)
                .header("ETag", "\"2\"");
        Api.as(tenant, "analyst")
                .header("If-Match", "*")
                .body(Map.of("assignee", "ben"))
                .patch(ALERTS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        assertThat(Api.alert(tenant, id).getString("assignee")).isEqualTo("ben");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status":"gone"}      | /status
            {"status":null}        | /status
            {"severity":3}         | /severity
            {"title":""}           | /title
            {"tags":"a"}           | /tags
            {"tags":[1]}           | /tags/0
            {"verdict":"maybe"}    | /verdict
            {"rule_id":"r"}        | /rule_id
            """)
    void badPatchesNameTheField(String body, String pointer) {
        String id = Api.take(tenant, ALERT).getString("alert.id");
        Api.as(tenant, "analyst")
                .body(body)
                .patch(ALERTS + "/" + id)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void theQueueIsFilteredAndPagedNewestFirst() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Map<String, Object> alert = Map.of(
                    "title",
                    "Alert " + i,
                    "severity",
                    i % 2 == 0 ? "high" : "low",
                    "log_id",
                    "q-" + i,
                    "dedup_key",
                    "q" + i);
            ids.addFirst(Api.take(tenant, alert).getString("alert.id"));
        }
        List<String> paged = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = Api.list(tenant, ALERTS + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            paged.addAll(page.getList("items.id", String.class));
            cursor = page.getString("next_cursor");
        }
        assertThat(paged).isEqualTo(ids);
        assertThat(Api.list(tenant, ALERTS + "?severity=LOW").getList("items")).hasSize(2);
        assertThat(Api.list(tenant, ALERTS + "?severity=low,high&status=new").getList("items"))
                .hasSize(5);
        assertThat(Api.list(tenant, ALERTS + "?q=ALERT%203").getList("items")).hasSize(1);
        assertThat(Api.list(tenant, ALERTS + "?assignee=ben").getList("items")).isEmpty();
        assertThat(Api.list(tenant, ALERTS + "?rule_id=none").getList("items")).isEmpty();
        String other = Api.list(tenant, ALERTS + "?limit=1").getString("next_cursor");
        Api.as(tenant, "viewer")
                .get(ALERTS + "?severity=low&cursor=" + other)
                .then()
                .statusCode(400);
        Api.as(Api.newTenant(), "viewer")
                .get(ALERTS + "?limit=1&cursor=" + other)
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=201", "status=gone", "severity=awful", "colour=red", "cursor=abc", "q=%00"})
    void badQueriesAreRefused(String query) {
        for (String path : List.of(ALERTS, CASES)) {
            Api.as(tenant, "viewer")
                    .urlEncodingEnabled(false)
                    .get(path + "?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        for (String id : List.of(UUID.randomUUID().toString(), "no-uuid")) {
            for (String path : List.of(ALERTS, CASES)) {
                Api.as(tenant, "viewer").get(path + "/" + id).then().statusCode(404);
                Api.as(tenant, "viewer")
                        .get(path + "/" + id + "/timeline")
                        .then()
                        .statusCode(404);
            }
        }
    }

    @Test
    void aCaseIsOpenedWithTheAlertAndNumberedPerTenant() {
        JsonPath first = Api.take(tenant, with(ALERT, "create_case", true));
        assertThat(first.getString("case.state")).isEqualTo("open");
        String id = first.getString("case.id");
        JsonPath shown = Api.as(tenant, "viewer")
                .get(CASES + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .extract()
                .jsonPath();
        assertThat(shown.getInt("number")).isEqualTo(1);
        assertThat(shown.getString("severity")).isEqualTo("low");
        assertThat(shown.getList("alert_ids")).containsExactly(first.getString("alert.id"));
        assertThat(Api.timeline(tenant, CASES, id))
                .filteredOn(entry -> entry.get("kind").equals("alert_promoted"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.get("summary").toString()).contains("log-1", first.getString("alert.id"), "ana");
                    assertThat(entry.get("at")).isNotNull();
                    assertThat(entry.get("actor")).isEqualTo(Map.of("type", "user", "id", "ana"));
                });
        Api.take(tenant, with(ALERT, "title", "Another", "log_id", "n-2", "create_case", true));
        assertThat(Api.list(tenant, CASES).getList("items.number")).containsExactly(2, 1);
        assertThat(Api.list(tenant, CASES + "?q=another").getList("items.number"))
                .containsExactly(2);
        Api.take(tenant, with(ALERT, "title", "No case", "log_id", "n-3"));
        assertThat(Api.list(tenant, CASES).getList("items")).hasSize(2);
    }

    private ValidatableResponse patch(String id, Map<String, ?> patch) {
        return Api.as(tenant, "analyst").body(patch).patch(ALERTS + "/" + id).then();
    }
}
