package io.watchfloor.detection.backtest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.Event;
import io.watchfloor.detection.feedback.CasesPeer;
import io.watchfloor.detection.rule.CorrelationRules;
import io.watchfloor.detection.rule.Rules;
import io.watchfloor.detection.rule.SigmaRules;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class ExplainResourceTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final String TOOL = "C:\\\\Temp\\\\tool.exe";

    @Test
    void aSigmaRuleIsExplainedConditionByCondition() {
        String document = SigmaRules.tested(UUID.randomUUID().toString(), "Tool", "tool.exe");
        String rule = create("ex-sigma", SigmaRules.body(document).toString());
        explain("ex-sigma", rule, "{\"event\":" + started(TOOL) + "}")
                .statusCode(200)
                .body("matches", equalTo(true))
                .body("rule_version", equalTo(1))
                .body("condition.result", equalTo(true))
                .body("counting", nullValue());
        String elsewhere = explain("ex-sigma", rule, "{\"event\":" + started("C:\\\\other.exe") + "}")
                .statusCode(200)
                .body("matches", equalTo(false))
                .body("condition.result", equalTo(false))
                .extract()
                .asString();
        org.assertj.core.api.Assertions.assertThat(elsewhere)
                .contains("|endswith: '\\\\tool.exe'")
                .contains("C:\\\\other.exe");
    }

    @Test
    void aQueryRuleIsExplainedClauseByClause() {
        String rule = create(
                "ex-query",
                "{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"user:root AND NOT (host:gate-* OR src_ip:10.0.0.0/8)\"}");
        explain("ex-query", rule, "{\"event\":{\"user\":{\"name\":\"Root\"},\"host.name\":\"gate-7\"}}")
                .statusCode(200)
                .body("matches", equalTo(false))
                .body("condition.operator", equalTo("all"))
                .body("condition.parts", hasSize(2))
                .body("condition.parts[0].operator", equalTo("not"))
                .body("condition.parts[0].parts[0].operator", equalTo("any"))
                .body("condition.parts[0].parts[0].parts[0].expected", equalTo("host:gate-*"))
                .body("condition.parts[0].parts[0].parts[0].result", equalTo(true))
                .body("condition.parts[0].parts[0].parts[0].seen", contains("gate-7"))
                .body("condition.parts[1].expected", equalTo("user:root"))
                .body("condition.parts[1].result", equalTo(true))
                .body("condition.parts[1].seen", contains("Root"));
    }

    @Test
    void aRuleThatCountsSaysWhereTheEventCountsAndWhatItFollows() {
        String rule = create("ex-count", Rules.json("admin-brute-force"));
        explain(
                        "ex-count",
                        rule,
                        "{\"event\":{\"event.category\":\"authentication\",\"event.outcome\":\"failure\",\"user.name\":\"Admin\"}}")
                .statusCode(200)
                .body("matches", equalTo(true))
                .body("counting.group.'user.name'", equalTo("admin"))
                .body("counting.missing", hasSize(0))
                .body("counting.threshold", equalTo(5))
                .body("counting.follow_ups", hasSize(1))
                .body("counting.follow_ups[0].condition.result", equalTo(false));
        explain("ex-count", rule, "{\"event\":{\"event.category\":\"authentication\",\"event.outcome\":\"success\"}}")
                .statusCode(200)
                .body("matches", equalTo(false))
                .body("counting.group", anEmptyMap())
                .body("counting.missing", contains("user.name"));
    }

    @Test
    void aCorrelationSaysWhichOfItsRulesTheEventMatches() {
        String documents = CorrelationRules.documents(
                CorrelationRules.correlation("order", "temporal_ordered", "fail, success", "5m", "{gte: 2}"),
                CorrelationRules.action("fail"),
                CorrelationRules.action("success"));
        String rule = create(
                "ex-correlation",
                SigmaRules.body(documents).put("enabled", false).toString());
        explain("ex-correlation", rule, "{\"event\":{\"event.action\":\"success\",\"user.name\":\"ana\"}}")
                .statusCode(200)
                .body("matches", equalTo(true))
                .body("bases", hasSize(2))
                .body("bases.condition.result", containsInAnyOrder(true, false));
    }

    @Test
    void noRuleSeesWhereAStoredEventIsInTheTopicOfAllTenants() {
        String id = UUID.randomUUID().toString();
        Map<String, String> event = Map.of(
                Event.ID, id,
                Event.TIMESTAMP, "2026-03-02T08:00:00.000Z",
                Event.TENANT, "ex-place",
                Event.SEQUENCE, "3:4711");
        CasesPeer.log("ex-place", id, event);
        String rule = create(
                "ex-place",
                "{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"watchfloor.sequence:3* OR event.id:*\"}");
        String explained = explain("ex-place", rule, "{\"event_id\":\"" + id + "\"}")
                .statusCode(200)
                .body("matches", equalTo(true))
                .extract()
                .asString();
        org.assertj.core.api.Assertions.assertThat(explained).contains(id).doesNotContain("4711");
    }

    @Test
    void aStoredEventIsExplainedByItsId() {
        String id = UUID.randomUUID().toString();
        CasesPeer.log(
                "ex-stored",
                id,
                Map.of(
                        Event.ID,
                        id,
                        Event.TIMESTAMP,
                        "2026-03-02T08:00:00.000Z",
                        Event.TENANT,
                        "ex-stored",
                        "user.name",
                        "root"));
        String rule = create("ex-stored", "{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"user:root\"}");
        explain("ex-stored", rule, "{\"event_id\":\"" + id + "\"}")
                .statusCode(200)
                .body("event_id", equalTo(id))
                .body("matches", equalTo(true));
        explain("ex-stored", rule, "{\"event_id\":\"" + UUID.randomUUID() + "\"}")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/event_id"));
        explain("ex-stored", rule, "{\"event_id\":\"none\"}").statusCode(422);
    }

    @Test
    void aRuleThatIsNotSavedIsExplained() {
        as("ex-draft", "hunter")
                .body(
                        "{\"rule\":{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"user:bo\"},\"event\":{\"user.name\":\"bo\"}}")
                .post(RULES + "/explain")
                .then()
                .statusCode(200)
                .body("matches", equalTo(true))
                .body("condition.expected", equalTo("user:bo"));
        as("ex-draft", "hunter")
                .body("{\"rule\":{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"(\"},\"event\":{}}")
                .post(RULES + "/explain")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/rule/query"));
        as("ex-draft", "hunter")
                .body("{\"event\":{}}")
                .post(RULES + "/explain")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/rule"));
    }

    @Test
    void anExplanationIsRefusedByRoleTenantAndBody() {
        String rule = create("ex-refused", "{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"user:root\"}");
        as("ex-refused", "viewer")
                .body("{\"event\":{}}")
                .post(RULES + "/" + rule + "/explain")
                .then()
                .statusCode(403);
        as("globex", "admin")
                .body("{\"event\":{}}")
                .post(RULES + "/" + rule + "/explain")
                .then()
                .statusCode(404);
        explain("ex-refused", rule, "{}").statusCode(400).body("errors[0].pointer", equalTo("/event_id"));
        explain("ex-refused", rule, "{\"event\":{},\"event_id\":\"x\"}").statusCode(400);
    }

    private static ValidatableResponse explain(String tenant, String rule, String body) {
        return as(tenant, "analyst")
                .body(body)
                .post(RULES + "/" + rule + "/explain")
                .then();
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

    private static String started(String executable) {
        return "{\"event.category\":\"process\",\"event.code\":\"1\",\"event.type\":\"start\",\"event.module\":\"sysmon\","
                + "\"winlog\":{\"channel\":\"Microsoft-Windows-Sysmon/Operational\",\"event_id\":\"1\","
                + "\"provider_name\":\"Microsoft-Windows-Sysmon\",\"event_data\":{\"Image\":\"" + executable + "\"}},"
                + "\"process.executable\":\"" + executable + "\"}";
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
