package io.watchfloor.detection.attack;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.detection.rule.SigmaRules;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class AttackResourceTest {
    private static final String COVERAGE = "/api/v1/detections/attack/coverage";
    private static final String LAYER = "/api/v1/detections/attack/layer";

    @Test
    void techniquesOfRulesAreCountedWithTheirSubTechniques() {
        String guessing = create("mapped", "Guessing", true, "T1110.001");
        create("mapped", "Switched off", false, "T1110.003");
        create("mapped", "Scripts", true, "T1059.001");
        create("mapped", "Unmapped", true, null);
        as("mapped", "viewer")
                .get(COVERAGE)
                .then()
                .statusCode(200)
                .body("attack_version", equalTo("18.1"))
                .body("tactics", hasSize(14))
                .body("unknown", empty())
                .body("techniques.technique_id", contains("T1059", "T1059.001", "T1110", "T1110.001", "T1110.003"))
                .body("techniques[2].name", equalTo("Brute Force"))
                .body("techniques[2].level", equalTo("declared"))
                .body("techniques[2].status", equalTo("active"))
                .body("techniques[2].declared", equalTo(1))
                .body("techniques[2].proven", equalTo(0))
                .body("techniques[2].direct", equalTo(0))
                .body("techniques[2].rules.name", contains("Guessing", "Switched off"))
                .body("techniques[3].url", equalTo("https://attack.mitre.org/techniques/T1110/001"))
                .body("techniques[3].tactics", contains("credential-access"))
                .body("techniques[3].rules[0].rule_id", equalTo(guessing))
                .body("techniques[4].level", equalTo("none"))
                .body("techniques[4].rules[0].enabled", equalTo(false));
    }

    @Test
    void aTestedRuleIsProvenWhenEventsHaveWhatItAsksFor() {
        String sigma = """
                title: Door opened
                logsource: {category: application}
                tags: [attack.t1110]
                detection:
                  selection: {event.action: door_opened}
                  condition: selection
                test:
                  match:
                    - {event.action: door_opened}
                """;
        as("fed", "detection_engineer")
                .body(SigmaRules.body(sigma).toString())
                .post("/api/v1/detections/rules")
                .then()
                .statusCode(201);
        level("tested");
        DatabaseProbe.query(
                "fed",
                "insert into seen_field (tenant_id, dataset, field, last_seen)"
                        + " values ('fed', 'doors', 'event.action', now())");
        level("fed");
    }

    private static void level(String expected) {
        as("fed", "viewer").get(COVERAGE).then().statusCode(200).body("techniques[0].level", equalTo(expected));
    }

    @Test
    void aTacticIsChosenByShortNameOrId() {
        create("tactics", "Guessing", true, "T1110.001");
        create("tactics", "Scripts", true, "T1059.001");
        for (String tactic : new String[] {"credential-access", "TA0006"}) {
            as("tactics", "viewer")
                    .queryParam("tactic", tactic)
                    .get(COVERAGE)
                    .then()
                    .statusCode(200)
                    .body("tactics.id", contains("TA0006"))
                    .body("tactics[0].declared", equalTo(2))
                    .body("tactics[0].proven", equalTo(0))
                    .body("techniques.technique_id", contains("T1110", "T1110.001"));
        }
        as("tactics", "viewer")
                .queryParam("tactic", "credentials")
                .get(COVERAGE)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("?tactic"));
    }

    @Test
    void theLayerIsAFileForTheNavigator() {
        create("layered", "Guessing", true, "T1110.001");
        as("layered", "viewer")
                .get(LAYER)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .header("Content-Disposition", equalTo("attachment; filename=\"watchfloor-layered-layer.json\""))
                .body("versions.layer", equalTo("4.5"))
                .body("versions.attack", equalTo("18"))
                .body("domain", equalTo("enterprise-attack"))
                .body("techniques.techniqueID", contains("T1110", "T1110.001"))
                .body("techniques.score", everyItem(equalTo(25)))
                .body("techniques[1].metadata.value", hasItem("Guessing (declared)"))
                .body("gradient.minValue", equalTo(0))
                .body("legendItems", hasSize(5));
    }

    @Test
    void anotherTenantsRulesCoverNothingHere() {
        create("covered", "Guessing", true, "T1110.001");
        as("uncovered", "admin").get(COVERAGE).then().statusCode(200).body("techniques", empty());
        as("uncovered", "admin").get(LAYER).then().statusCode(200).body("techniques", empty());
        as("covered", "ingest").get(COVERAGE).then().statusCode(403);
        given().get(LAYER).then().statusCode(401);
    }

    @Test
    void aRuleThatTheCallerMayNotSeeCoversNothingForHim() {
        as("shared", "detection_engineer")
                .body("""
                        {"name":"Mine","rule_type":"query","query":"user:root","mitre_techniques":["T1110"],
                         "sharing_mode":"private"}
                        """)
                .post("/api/v1/detections/rules")
                .then()
                .statusCode(201);
        as("shared", "viewer").get(COVERAGE).then().body("techniques.technique_id", contains("T1110"));
        given().header("Authorization", Tokens.bearer("piet", "shared", "admin"))
                .get(COVERAGE)
                .then()
                .statusCode(200)
                .body("techniques", empty());
    }

    private static String create(String tenant, String name, boolean enabled, String technique) {
        String techniques = technique == null ? "" : ",\"mitre_techniques\":[\"" + technique + "\"]";
        return as(tenant, "detection_engineer")
                .body("{\"name\":\"" + name + "\",\"rule_type\":\"query\",\"query\":\"user:root\",\"enabled\":"
                        + enabled + techniques + "}")
                .post("/api/v1/detections/rules")
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
