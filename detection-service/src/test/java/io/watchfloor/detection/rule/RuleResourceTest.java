package io.watchfloor.detection.rule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.contracts.Severity;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class RuleResourceTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Test
    void aFrequencyRuleIsAcceptedAsWrittenAndShownWithItsDefaults() {
        String location = as("acme", "detection_engineer")
                .body(Rules.json("admin-brute-force"))
                .post(RULES)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", matchesPattern(".*" + RULES + "/[0-9a-f-]{36}"))
                .body("version", equalTo(1))
                .body("rule_type", equalTo("frequency"))
                .body("condition.threshold", equalTo(5))
                .body("group_by", equalTo(List.of("user")))
                .body("dedup.fields", equalTo(List.of("user")))
                .body("dedup.window", equalTo("24h"))
                .body("severity", equalTo("medium"))
                .body("enrichment[0].source_ip", equalTo("lookup_geoip"))
                .body("correlation[0].action", equalTo("ESCALATE_TO_HIGH"))
                .body("response.soar_playbook", equalTo("brute_force_admin_attack"))
                .body("enabled", equalTo(true))
                .body("schedule_enabled", equalTo(false))
                .body("next_run_at", nullValue())
                .body("created_by", equalTo("ana"))
                .extract()
                .header("Location");
        as("acme", "viewer")
                .get(location)
                .then()
                .statusCode(200)
                .body("name", equalTo("Multiple Failed Logins to Admin Account"));
    }

    @Test
    void aRuleIsAnnouncedAndAuditedWithItsChange() {
        String id =
                create("acme", query("Announced", "user:root").replace("}", ",\"mitre_techniques\":[\"T1110.001\"]}"));
        RuleVersion announced = KafkaProbe.read(
                        Topics.RULES,
                        Duration.ofSeconds(20),
                        read -> read.stream().anyMatch(message -> message.key().equals("acme|" + id)))
                .stream()
                .filter(message -> message.key().equals("acme|" + id))
                .map(message -> ContractJson.read(message.value(), RuleVersion.class))
                .findFirst()
                .orElseThrow();
        assertThat(announced.version()).isEqualTo(1);
        assertThat(announced.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(announced.dedupFields()).containsExactly("host", "user", "source_ip");
        assertThat(announced.techniques()).containsExactly("T1110.001");
        assertThat(KafkaProbe.read(
                        Topics.AUDIT,
                        Duration.ofSeconds(20),
                        read -> read.stream().anyMatch(message -> new String(message.value()).contains(id))))
                .isNotEmpty();
    }

    @Test
    void aPatchMakesANewVersionAndAStaleOneIsRefused() {
        String id = create("acme", query("Patched", "user:root"));
        as("acme", "detection_engineer")
                .contentType(MERGE_PATCH)
                .header("If-Match", "\"1\"")
                .body("{\"enabled\":false,\"severity\":\"HIGH\",\"dedup\":{\"window\":\"1h\"}}")
                .patch(RULES + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("version", equalTo(2))
                .body("enabled", equalTo(false))
                .body("severity", equalTo("high"))
                .body("dedup.window", equalTo("1h"));
        as("acme", "detection_engineer")
                .contentType(MERGE_PATCH)
                .header("If-Match", "\"1\"")
                .body("{\"enabled\":true}")
                .patch(RULES + "/" + id)
                .then()
                .statusCode(412)
                .contentType("application/problem+json");
        assertThat(DatabaseProbe.query(
                        "acme",
                        "select version, logic_version from rule_version where rule_id = ?" + " order by version",
                        UUID.fromString(id)))
                .extracting(row -> row.get("version") + "/" + row.get("logic_version"))
                .containsExactly("1/1", "2/1");
    }

    @Test
    void aChangeOfLogicMakesNewMatchIdsAndNullRemoves() {
        String id = create("acme", query("Relogicked", "user:root").replace("}", ",\"host\":\"web-*\"}"));
        patch(id, "{\"host\":null}").statusCode(200).body("host", nullValue());
        assertThat(DatabaseProbe.query("acme", "select logic_version from rule where rule_id = ?", UUID.fromString(id)))
                .extracting(row -> row.get("logic_version"))
                .containsExactly(2);
    }

    @Test
    void aScheduleHasADueTimeThatFollowsItsInterval() {
        String id = create("acme", query("Scheduled", "user:root").replace("}", ",\"schedule_enabled\":true}"));
        as("acme", "viewer")
                .get(RULES + "/" + id)
                .then()
                .body("schedule_interval_minutes", equalTo(15))
                .body("next_run_at", notNullValue());
        patch(id, "{\"schedule_enabled\":false}").statusCode(200).body("next_run_at", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"x\",\"rule_type\":\"query\"}|/query",
                "{\"name\":\"x\",\"rule_type\":\"query\",\"query\":\"a:(b\"}|/query",
                "{\"rule_type\":\"query\",\"query\":\"*\"}|/name",
                "{\"name\":\"x\",\"rule_type\":\"sequence\",\"query\":\"*\"}|/rule_type",
                "{\"name\":\"x\",\"rule_type\":\"query\",\"query\":\"*\",\"colour\":1}|/colour",
                "{\"name\":\"x\",\"rule_type\":\"query\",\"query\":\"*\",\"severity\":\"urgent\"}|/severity",
                "{\"name\":\"x\",\"rule_type\":\"query\",\"query\":\"*\",\"schedule_interval_minutes\":0}|/schedule_interval_minutes",
                "{\"name\":\"x\",\"rule_type\":\"query\",\"query\":\"*\",\"mitre_techniques\":[\"X1\"]}|/mitre_techniques/0",
                "{\"name\":\"x\",\"rule_type\":\"query\",\"query\":\"*\",\"mitre_techniques\":[\"T1110\",\"T9999\"]}|/mitre_techniques/1",
                "{\"name\":\"x\",\"rule_type\":\"query\",\"query\":\"*\",\"dedup\":{\"window\":\"5x\"}}|/dedup/window",
                "{\"name\":\"x\",\"rule_type\":\"frequency\",\"condition\":{\"user\":\"a\",\"time_window\":\"0m\",\"threshold\":5}}|/condition/time_window",
                "{\"name\":\"x\",\"rule_type\":\"frequency\",\"condition\":{\"user\":\"a\",\"time_window\":\"5m\",\"threshold\":0}}|/condition/threshold",
                "{\"name\":\"x\",\"rule_type\":\"frequency\",\"condition\":{\"user\":\"a\",\"time_window\":\"5m\",\"threshold\":5},\"correlation\":[{\"name\":\"y\",\"time_after\":\"1m\",\"action\":\"ESCALATE_TO_HIGH\"}]}|/correlation/0/name",
            })
    void aFaultyRuleIsRefusedByPointer(String body, String pointer) {
        as("acme", "detection_engineer")
                .body(body)
                .post(RULES)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void aBadQueryNamesItsPosition() {
        as("acme", "detection_engineer")
                .body(query("x", "user:root AND"))
                .post(RULES)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/query"))
                .body("errors[0].message", matchesPattern(".*position 13.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", ""})
    void whatIsNoRuleIsRefused(String body) {
        as("acme", "detection_engineer")
                .body(body)
                .post(RULES)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void aPatchIsCheckedLikeARule() {
        String id = create("acme", query("Checked", "user:root"));
        patch(id, "{\"colour\":1}").statusCode(400).body("errors[0].pointer", equalTo("/colour"));
        patch(id, "{\"query\":\"a:(\"}").statusCode(400).body("errors[0].pointer", equalTo("/query"));
        patch(id, "{\"schedule_interval_minutes\":0}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/schedule_interval_minutes"));
        patch(id, "{\"mitre_techniques\":[\"T9999\"]}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/mitre_techniques/0"))
                .body("errors[0].code", equalTo("unknown"));
        patch(id, "{\"mitre_techniques\":[\"T1002\",\"T1110.001\"]}").statusCode(200); // T1002 was revoked
        patch(id, "{\"name\":null}").statusCode(400).body("errors[0].pointer", equalTo("/name"));
    }

    @Test
    void onlyEngineersAndAdminsWrite() {
        as("acme", "analyst").body(query("x", "*")).post(RULES).then().statusCode(403);
        given().contentType(ContentType.JSON)
                .body(query("x", "*"))
                .post(RULES)
                .then()
                .statusCode(401);
        as("acme", "analyst").get(RULES).then().statusCode(200);
        as("acme", "ingest").get(RULES).then().statusCode(403);
    }

    @Test
    void anotherTenantsRuleAnswersLikeOneThatNeverExisted() {
        String id = create("acme", query("Hidden", "user:root"));
        for (String other : List.of(id, UUID.randomUUID().toString(), "no-id")) {
            as("globex", "admin")
                    .get(RULES + "/" + other)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
            as("globex", "admin")
                    .contentType(MERGE_PATCH)
                    .body("{}")
                    .patch(RULES + "/" + other)
                    .then()
                    .statusCode(404);
        }
        as("globex", "admin").get(RULES).then().body("items.rule_id", org.hamcrest.Matchers.not(hasItem(id)));
        assertThat(DatabaseProbe.query(null, "select * from rule")).isEmpty();
        assertThat(DatabaseProbe.query(null, "select * from rule_version")).isEmpty();
    }

    @Test
    void pagesAreNewestFirstAndComplete() {
        String first = create("pages", query("one", "*"));
        String second = create("pages", query("two", "*"));
        String third = create("pages", query("three", "*"));
        var page = as("pages", "viewer")
                .queryParam("limit", 2)
                .get(RULES)
                .then()
                .statusCode(200)
                .body("items.rule_id", equalTo(List.of(third, second)));
        String cursor = page.extract().path("next_cursor");
        as("pages", "viewer")
                .queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get(RULES)
                .then()
                .statusCode(200)
                .body("items.rule_id", equalTo(List.of(first)))
                .body("next_cursor", nullValue());
        as("acme", "viewer").queryParam("cursor", cursor).get(RULES).then().statusCode(400);
        as("pages", "viewer")
                .queryParam("limit", 0)
                .get(RULES)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?limit"));
        as("pages", "viewer")
                .queryParam("colour", 1)
                .get(RULES)
                .then()
                .statusCode(400)
                .body("errors", hasSize(1));
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

    private static io.restassured.response.ValidatableResponse patch(String id, String body) {
        return as("acme", "detection_engineer")
                .contentType(MERGE_PATCH)
                .body(body)
                .patch(RULES + "/" + id)
                .then();
    }

    private static String query(String name, String query) {
        return "{\"name\":\"" + name + "\",\"rule_type\":\"query\",\"query\":\"" + query + "\"}";
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
