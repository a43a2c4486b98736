package io.watchfloor.search.tools;

import static io.watchfloor.search.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.watchfloor.search.SearchProfile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SearchProfile.class)
class MitreMapResourceTest {

    @Test
    void namedTechniquesComeFirstWithTheirPages() {
        map(Map.of("description", "The actor used T1110.001 against the VPN."))
                .statusCode(200)
                .body(
                        "techniques[0].id",
                        equalTo("T1110.001"),
                        "techniques[0].url",
                        equalTo("https://attack.mitre.org/techniques/T1110/001"),
                        "techniques[0].tactics",
                        contains("credential-access"),
                        "techniques[0].matched_on.kind",
                        hasItem("named_id"));
    }

    @Test
    void commandsAreMappedAndTheAnswerIsTheSameEachTime() {
        Map<String, Object> request = Map.of(
                "description",
                "An encoded PowerShell command downloaded and ran a second stage.",
                "indicators",
                List.of("powershell.exe -nop -w hidden -enc SQBFAFgA"));
        String first = map(request)
                .body("techniques.id", hasItem("T1059.001"))
                .extract()
                .asString();
        assertThat(map(request).extract().asString()).isEqualTo(first);
    }

    @Test
    void whatIsTooMuchIsRefusedWithItsPlace() {
        map(Map.of("indicators", List.of("a"))).statusCode(400).body("errors[0].pointer", equalTo("/description"));
        map(Map.of("description", "a", "indicators", Collections.nCopies(201, "a")))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/indicators"));
        map(Map.of("description", "a", "threshold", 1.5))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/threshold"));
    }

    private static ValidatableResponse map(Map<String, ?> request) {
        return as("techniques", "analyst")
                .contentType("application/json")
                .body(request)
                .post("/api/v1/siem/tools/mitre-map")
                .then();
    }
}
