package io.watchfloor.search.validate;

import static io.watchfloor.search.Api.SEARCH;
import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.Api.search;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

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
class ValidateTest {
    @Test
    void aQueryIsExplained() {
        validate(Map.of(
                        "query",
                        "user:ana AND NOT source.ip:10.0.0.0/8",
                        "filters",
                        List.of(Map.of("field", "event.code", "value", 4625)),
                        "time_range",
                        "1h"))
                .body("valid", equalTo(true), "errors", empty(), "position", nullValue())
                .body("explanation.query", equalTo("(user:ana AND NOT source.ip:10.0.0.0/8) AND event.code:4625"))
                .body("explanation.tree.type", equalTo("and"))
                .body("explanation.tree.clauses[0].clauses[0].type", equalTo("term"))
                .body("explanation.tree.clauses[0].clauses[0].fields", contains("user.name"))
                .body("explanation.tree.clauses[0].clauses[1].type", equalTo("not"))
                .body("explanation.fields", contains("event.code", "source.ip", "user.name"))
                .body("explanation.cost.per_event", equalTo(3), "explanation.cost.clauses", equalTo(3))
                .body("explanation.prunes.type", equalTo("all"))
                .body("explanation.warnings", empty());
    }

    @Test
    void whatScansIsSaid() {
        validate(Map.of("query", "process.name:*a* OR /x.*y/"))
                .body("valid", equalTo(true))
                .body("explanation.warnings.code", contains("nothing_prunes", "scans_all_fields", "scans_values"))
                .body("explanation.warnings[2].clause", equalTo("process.name:*a*"));
        validate(Map.of("query", "process.command_line:*mimikatz*"))
                .body("explanation.prunes.parts.text", hasItem("mimikatz"))
                .body("explanation.warnings", empty());
    }

    @Test
    void whatIsRefusedIsAnAnswerWithItsPosition() {
        validate(Map.of("query", "user:a AND"))
                .body("valid", equalTo(false), "position", equalTo(10), "explanation", nullValue())
                .body("errors[0].code", equalTo("syntax"));
        String costly = "user:a OR " + String.join(" OR ", Collections.nCopies(700, "*ab*"));
        validate(Map.of("query", costly))
                .body("valid", equalTo(false), "position", equalTo(10))
                .body("errors[0].code", equalTo("too_costly"), "errors[0].message", containsString("name the field"));
        search("acme", Map.of("query", costly))
                .statusCode(400)
                .body("errors[0].code", equalTo("too_costly"), "position", greaterThan(0));
    }

    @Test
    void aRequestThatLacksSomethingIsRefused() {
        as("acme", "analyst")
                .contentType("application/json")
                .body("{}")
                .post(SEARCH + "/validate")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/query"));
        as("acme", "viewer")
                .contentType("application/json")
                .body("{\"query\":\"*\"}")
                .post(SEARCH + "/validate")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse validate(Map<String, ?> request) {
        return as("acme", "analyst")
                .contentType("application/json")
                .body(request)
                .post(SEARCH + "/validate")
                .then()
                .statusCode(200);
    }
}
