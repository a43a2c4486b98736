package io.watchfloor.search.hunt;

import static io.watchfloor.search.Api.found;
import static io.watchfloor.search.Api.ingest;
import static io.watchfloor.search.hunt.HuntUser.HUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.testkit.stack.DatabaseProbe;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Hunts are of users: they neither show where an event is in the topic of all tenants nor ask for it. */
@QuarkusTest
@TestProfile(SearchProfile.class)
class HuntPlaceTest {
    private static final String REFUSAL = "watchfloor.sequence is known to services only";
    private static final HuntUser ANA = new HuntUser("hunt-place", "ana", List.of(), "hunter");

    @Test
    void aRunDoesNotShowIt() {
        ingest("hunt-place", "{\"user\":\"root\"}");
        found("hunt-place", "*", 1);
        String answer = ANA.run(ANA.createsWith("\"tags\":[]"))
                .statusCode(200)
                .body("count", equalTo(1))
                .extract()
                .asString();
        assertThat(answer).contains("watchfloor.tenant").doesNotContain("watchfloor.sequence");
    }

    @Test
    void aHuntThatAsksForItIsRefused() {
        ANA.tries("{\"name\":\"n\",\"query\":\"user:root OR NOT watchfloor.sequence:0*\"}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/query"))
                .body("errors[0].code", equalTo("unknown_field"))
                .body("errors[0].message", equalTo(REFUSAL));
    }

    @Test
    void oneThatWasSavedBeforeDoesNotRun() {
        String id = ANA.createsWith("\"schedule_enabled\":true");
        execute("update siem_hunts set query = '_exists_:watchfloor.sequence' where hunt_id = ?", id);
        ANA.run(id).statusCode(400).body("errors[0].message", equalTo(REFUSAL));
        ingest("hunt-place", "{\"user\":\"root\"}");
        execute("update siem_hunts set next_run_at = now() where hunt_id = ?", id);
        JsonPath runs = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ANA.asks().get(HUNTS + "/" + id + "/runs").jsonPath(), HuntPlaceTest::haveEnded);
        assertThat(runs.getList("items.status")).contains("failed").doesNotContain("succeeded");
        assertThat(runs.getString("items[0].error")).isEqualTo(REFUSAL);
        assertThat(runs.getInt("items[0].match_count")).isZero();
    }

    private static boolean haveEnded(JsonPath runs) {
        return !runs.getList("items").isEmpty() && !runs.getList("items.status").contains("running");
    }

    private static void execute(String sql, String hunt) {
        assertThat(DatabaseProbe.query("hunt-place", sql, UUID.fromString(hunt)))
                .isEmpty();
    }
}
