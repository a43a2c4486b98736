package io.watchfloor.detection.backtest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.detection.rule.Rules;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class PreviewResourceTest {
    private static final String PREVIEW = "/api/v1/detections/rules/preview";

    @AfterEach
    void searchIsBack() {
        SearchPeer.setTarPit("");
        SearchPeer.setAway(false);
    }

    @Test
    void aRuleThatIsNotSavedShowsWhatItWouldHaveFound() {
        for (int i = 0; i < 7; i++) {
            SearchPeer.store(login("pv-found", "admin", i));
        }
        as("pv-found", "detection_engineer")
                .body(Rules.json("admin-brute-force"))
                .post(PREVIEW)
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("reason", nullValue())
                .body("report.matches", equalTo(1))
                .body("report.alerts", equalTo(1))
                .body("report.sample[0].total", equalTo(7))
                .body("events", hasSize(7))
                .body("events.'watchfloor.sequence'", everyItem(nullValue()))
                .body("progress.events_read", equalTo(7));
        as("pv-found", "viewer").get("/api/v1/detections/rules").then().body("items", hasSize(0));
    }

    @Test
    void aPreviewThatTakesTooLongAnswersWhatItHas() {
        SearchPeer.setTarPit("quagmire");
        as("pv-slow", "admin")
                .body("{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"user:quagmire\"}")
                .post(PREVIEW)
                .then()
                .statusCode(200)
                .body("complete", equalTo(false))
                .body("reason", notNullValue())
                .body("report.matches", equalTo(0));
    }

    @Test
    void aFaultyBodyIsRefusedAsWhenItIsSavedAndALongRangeIsToo() {
        for (String body : new String[] {
            "{\"rule_type\":\"query\",\"query\":\"a\"}",
            "{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"(\"}",
            "{\"name\":\"n\",\"rule_type\":\"query\",\"colour\":1}",
            "{\"name\":\"n\",\"rule_type\":\"sigma\",\"sigma\":\"title: x\"}"
        }) {
            String saved = refused("/api/v1/detections/rules", body);
            org.assertj.core.api.Assertions.assertThat(refused(PREVIEW, body)).isEqualTo(saved);
        }
        as("pv-refused", "admin")
                .queryParam("time_range", "30d")
                .body("{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"a\"}")
                .post(PREVIEW)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("?from"));
        as("pv-refused", "admin")
                .queryParam("from", "yesterday")
                .body("{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"a\"}")
                .post(PREVIEW)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?from"));
        as("pv-refused", "analyst").body("{}").post(PREVIEW).then().statusCode(403);
    }

    @Test
    void noRuleAsksWhereEventsAreInTheTopicOfAllTenants() {
        SearchPeer.store(login("pv-place", "root", 0));
        as("pv-place", "admin")
                .body("{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"user:root AND NOT watchfloor.sequence:0*\"}")
                .post(PREVIEW)
                .then()
                .statusCode(422)
                .body("detail", equalTo("watchfloor.sequence is known to services only: no rule can ask for it"));
    }

    @Test
    void withoutTheSearchServiceThereIsNoPreview() {
        SearchPeer.setAway(true);
        as("pv-away", "admin")
                .body("{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"user:root\"}")
                .post(PREVIEW)
                .then()
                .statusCode(503);
    }

    private static String refused(String path, String body) {
        return as("pv-refused", "admin")
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .extract()
                .jsonPath()
                .getString("errors");
    }

    private static Event login(String tenant, String user, int second) {
        Instant time = Instant.now().minusSeconds(600).plusSeconds(second);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, UUID.randomUUID().toString());
        fields.put(Event.TIMESTAMP, ContractJson.MILLIS.format(time));
        fields.put(Event.TENANT, tenant);
        fields.put("event.category", "authentication");
        fields.put("event.outcome", "failure");
        fields.put("user.name", user);
        return new Event(fields);
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
