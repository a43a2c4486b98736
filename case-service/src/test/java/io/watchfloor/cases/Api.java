package io.watchfloor.cases;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.testkit.fixture.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The service as its callers use it. */
public final class Api {
    public static final String ALERTS = "/api/v1/alerts";
    public static final String CASES = "/api/v1/cases";

    private Api() {}

    /** A tenant that no other test uses. */
    public static String newTenant() {
        return "t-" + UUID.randomUUID();
    }

    public static RequestSpecification as(String tenant, String... roles) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, roles))
                .contentType("application/json");
    }

    public static ValidatableResponse post(String tenant, Map<String, ?> alert) {
        return as(tenant, "analyst").body(alert).post(ALERTS).then();
    }

    /** Posts an alert that must be taken, and answers the outcome. */
    public static JsonPath take(String tenant, Map<String, ?> alert) {
        return post(tenant, alert)
                .statusCode(org.hamcrest.Matchers.oneOf(200, 201))
                .extract()
                .jsonPath();
    }

    public static JsonPath alert(String tenant, String id) {
        return as(tenant, "viewer")
                .get(ALERTS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static JsonPath patch(String tenant, String id, Map<String, ?> patch) {
        return as(tenant, "analyst")
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(ALERTS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** A timeline of at most 200 entries. */
    public static List<Map<String, Object>> timeline(String tenant, String path, String id) {
        return as(tenant, "viewer")
                .get(path + "/" + id + "/timeline?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    public static JsonPath list(String tenant, String pathAndQuery) {
        return as(tenant, "viewer")
                .urlEncodingEnabled(false)
                .get(pathAndQuery)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The map with more entries; later ones win. */
    public static Map<String, Object> with(Map<String, ?> base, Object... more) {
        Map<String, Object> all = new HashMap<>(base);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }
}
