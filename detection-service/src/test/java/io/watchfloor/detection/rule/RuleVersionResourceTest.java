package io.watchfloor.detection.rule;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class RuleVersionResourceTest {
    private static final String RULES = "/api/v1/detections/rules";

    @Test
    void everyVersionStaysReadableAndTheDifferenceIsAMergePatch() {
        String versions = RULES + "/" + threeVersions("versions") + "/versions";
        Map<String, Object> patch =
                new HashMap<>(Map.of("dedup", Map.of("window", "2h"), "query", "user:toor", "severity", "high"));
        patch.put("host", null);
        String cursor = as("versions")
                .queryParam("limit", 2)
                .get(versions)
                .then()
                .statusCode(200)
                .body("items.version", equalTo(List.of(3, 2)))
                .body("items[1].changed_by", equalTo("ana"))
                .extract()
                .path("next_cursor");
        as("versions")
                .queryParam("cursor", cursor)
                .get(versions)
                .then()
                .body("items.version", equalTo(List.of(1)))
                .body("next_cursor", nullValue());
        as("versions")
                .get(versions + "/1")
                .then()
                .statusCode(200)
                .body("rule.query", equalTo("user:root"))
                .body("rule.severity", nullValue());
        as("versions")
                .get(versions + "/1/diff/3")
                .then()
                .statusCode(200)
                .body("logic_changed", equalTo(true))
                .body("changed_fields", equalTo(List.of("dedup", "host", "query", "severity")))
                .body("patch", equalTo(patch));
        as("versions")
                .get(versions + "/2/diff/1")
                .then()
                .body("logic_changed", equalTo(false))
                .body("changed_fields", equalTo(List.of("severity")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/0", "/4", "/1/diff/4", "/-1", "/first"})
    void aVersionThatNeverWasIsNotFound(String path) {
        String id = threeVersions("versions");
        as("versions").get(RULES + "/" + id + "/versions" + path).then().statusCode(404);
        as("globex").get(RULES + "/" + id + "/versions/1").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "tag,BRUTE,one",
        "tag,bru,''",
        "technique,T1110,two one",
        "technique,T1110.001,one",
        "technique,T111,''",
        "enabled,false,two",
        "enabled,true,three one",
        "name,ONE,one"
    })
    void theListIsNarrowedByFilters(String parameter, String value, String names) {
        String tenant = "filters-" + parameter + "-" + value.toLowerCase().replace('.', '-');
        create(tenant, "one", ",\"tags\":[\"brute\",\"x\"],\"mitre_techniques\":[\"T1110.001\"]");
        create(tenant, "two", ",\"enabled\":false,\"mitre_techniques\":[\"T1110\"]");
        create(tenant, "three", "");
        as(tenant)
                .queryParam(parameter, value)
                .get(RULES)
                .then()
                .statusCode(200)
                .body("items.name", equalTo(names.isEmpty() ? List.of() : List.of(names.split(" "))));
    }

    @Test
    void aCursorGoesOnlyWithItsOwnFilters() {
        create("filtered", "one", ",\"tags\":[\"x\"]");
        create("filtered", "two", ",\"tags\":[\"x\"]");
        String cursor = as("filtered")
                .queryParam("limit", 1)
                .queryParam("tag", "x")
                .get(RULES)
                .then()
                .extract()
                .path("next_cursor");
        as("filtered").queryParam("cursor", cursor).get(RULES).then().statusCode(400);
        as("filtered")
                .queryParam("cursor", cursor)
                .queryParam("tag", "x")
                .get(RULES)
                .then()
                .body("items.name", equalTo(List.of("one")));
        as("filtered").queryParam("enabled", "maybe").get(RULES).then().statusCode(400);
    }

    private static String threeVersions(String tenant) {
        String id = create(tenant, "v", ",\"host\":\"web-1\",\"dedup\":{\"fields\":[\"user\"],\"window\":\"1h\"}");
        for (String patch : List.of(
                "{\"severity\":\"high\"}", "{\"query\":\"user:toor\",\"host\":null,\"dedup\":{\"window\":\"2h\"}}")) {
            as(tenant).body(patch).patch(RULES + "/" + id).then().statusCode(200);
        }
        return id;
    }

    private static String create(String tenant, String name, String members) {
        return as(tenant)
                .body("{\"name\":\"" + name + "\",\"rule_type\":\"query\",\"query\":\"user:root\"" + members + "}")
                .post(RULES)
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    private static RequestSpecification as(String tenant) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, "detection_engineer"))
                .contentType(ContentType.JSON);
    }
}
