package io.watchfloor.detection.sigma;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.detection.rule.SigmaRules;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class SigmaResourceTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final String TOOL = SigmaRules.tested(UUID.randomUUID().toString(), "A tool", "tool.exe");

    @Test
    void aDocumentIsARuleThatTakesItsMetadataFromIt() {
        String id = created(TOOL);
        as("viewer")
                .get(RULES + "/" + id)
                .then()
                .body("name", equalTo("A tool"))
                .body("severity", equalTo("high"))
                .body("mitre_techniques", contains("T1033"))
                .body("enabled", equalTo(true))
                .body("test_status", equalTo("passed"))
                .body("sigma", equalTo(TOOL));
    }

    @Test
    void whatTheRuleSaysItselfCountsBeforeWhatItsDocumentSays() {
        String id = create(SigmaRules.body(TOOL)
                        .put("name", "Ours")
                        .put("severity", "low")
                        .toString())
                .statusCode(201)
                .body("name", equalTo("Ours"))
                .body("severity", equalTo("low"))
                .extract()
                .path("rule_id");
        String patch = SigmaRules.body(
                        TOOL.replace("level: high", "level: critical").replace("tool.exe", "axe.exe"))
                .toString();
        patch(id, patch)
                .statusCode(200)
                .body("name", equalTo("Ours"))
                .body("severity", equalTo("low"))
                .body("description", equalTo("Somebody starts axe.exe."));
        patch(id, "{\"name\":null,\"severity\":null}")
                .statusCode(200)
                .body("name", equalTo("A tool"))
                .body("severity", equalTo("critical"));
    }

    @Test
    void aRuleIsExportedAsItWasWritten() {
        String id = created(TOOL);
        String yaml = as("viewer")
                .get(RULES + "/" + id + "/export")
                .then()
                .statusCode(200)
                .contentType(containsString("application/yaml"))
                .header("ETag", "\"1\"")
                .extract()
                .asString();
        assertThat(yaml).isEqualTo(TOOL);
    }

    @Test
    void aRuleOfAnotherTypeHasNoDocument() {
        String id = create("{\"name\":\"Root\",\"rule_type\":\"query\",\"query\":\"user:root\"}")
                .statusCode(201)
                .extract()
                .path("rule_id");
        as("viewer")
                .get(RULES + "/" + id + "/export")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:watchfloor:problem:not-sigma"))
                .body("detail", containsString("query rule"));
        as("admin").post(RULES + "/" + id + "/test").then().statusCode(409);
        given().header("Authorization", Tokens.bearer("ana", "globex", "admin"))
                .get(RULES + "/" + id + "/export")
                .then()
                .statusCode(404);
    }

    @Test
    void aRuleIsEnabledOnlyWhenItsTestsPass() {
        String failing = SigmaRules.failing(UUID.randomUUID().toString(), "Failing", "f.exe");
        String untested = SigmaRules.untested(UUID.randomUUID().toString(), "Untested", "u.exe");
        create(SigmaRules.body(failing).toString())
                .statusCode(422)
                .body("type", equalTo("urn:watchfloor:problem:rule-tests-failed"))
                .body("errors[0].message", matchesPattern("line 15: .*must match.*does not"));
        create(SigmaRules.body(untested).toString()).statusCode(422).body("errors[0].code", equalTo("untested"));
        String id = create(SigmaRules.body(failing).put("enabled", false).toString())
                .statusCode(201)
                .body("test_status", equalTo("failed"))
                .extract()
                .path("rule_id");
        patch(id, "{\"enabled\":true}").statusCode(422);
        patch(id, SigmaRules.body(TOOL).put("enabled", true).toString())
                .statusCode(200)
                .body("test_status", equalTo("passed"));
        patch(id, SigmaRules.body(failing).toString()).statusCode(422);
    }

    @Test
    void testsAreRunOnDemand() {
        String id = create(SigmaRules.body(SigmaRules.failing(UUID.randomUUID().toString(), "F", "f.exe"))
                        .put("enabled", false)
                        .toString())
                .extract()
                .path("rule_id");
        as("detection_engineer")
                .post(RULES + "/" + id + "/test")
                .then()
                .statusCode(200)
                .body("test_status", equalTo("failed"))
                .body("cases.line", contains(15))
                .body("cases.passed", contains(false));
        as("analyst").post(RULES + "/" + id + "/test").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "level: high#level: urgent#line 5, column 8",
                "Image|endswith#Image|sounds_like#line 11",
                "condition: selection#condition: selection and#line 12",
                "title: A tool#title: []#line 1",
                "product: windows#product: abacus#abacus",
            })
    void aFaultyDocumentIsRefusedWithItsPlace(String from, String to, String place) {
        String faulty = TOOL.replace(from, to);
        create(SigmaRules.body(faulty).toString())
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/sigma"))
                .body("errors[0].message", containsString(place));
    }

    @Test
    void aSigmaRuleNeedsItsDocumentAndNothingElseThatDecides() {
        create("{\"rule_type\":\"sigma\"}").statusCode(400).body("errors[0].pointer", equalTo("/sigma"));
        create(SigmaRules.body(TOOL).put("query", "user:root").toString())
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/query"));
        create(SigmaRules.body(TOOL).put("colour", "red").toString())
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/colour"));
    }

    private static String created(String sigma) {
        return create(SigmaRules.body(sigma).toString())
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    private static ValidatableResponse create(String body) {
        return as("detection_engineer")
                .contentType(ContentType.JSON)
                .body(body)
                .post(RULES)
                .then();
    }

    private static ValidatableResponse patch(String id, String body) {
        return as("detection_engineer")
                .contentType("application/merge-patch+json")
                .body(body)
                .patch(RULES + "/" + id)
                .then();
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", Tokens.bearer("ana", "acme", role));
    }
}
