package io.watchfloor.testkit.docs;

import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

/**
 * The committed OpenAPI document equals the one that the service serves. A service's test class extends this one with
 * {@code @QuarkusTest}.
 */
public abstract class OpenApiGolden {
    private final String service;

    protected OpenApiGolden(String service) {
        this.service = service;
    }

    @Test
    void theCommittedDescriptionIsTheServedOne() {
        String served = RestAssured.given()
                .accept("application/yaml")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        GeneratedFile.check("docs/api/" + service + ".yaml", withoutServers(served));
    }

    /** The test port changes from run to run. */
    private static String withoutServers(String yaml) {
        StringBuilder kept = new StringBuilder();
        boolean inServers = false;
        for (String line : yaml.split("\n", -1)) {
            if (line.equals("servers:")) {
                inServers = true;
            } else if (!inServers || !(line.startsWith(" ") || line.startsWith("-"))) {
                inServers = false;
                kept.append(line).append('\n');
            }
        }
        return kept.toString().stripTrailing() + "\n";
    }
}
