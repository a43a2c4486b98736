package io.watchfloor.search.retention;

import static io.watchfloor.search.Api.as;
import static io.watchfloor.search.retention.RetentionCalls.HOLDS;
import static io.watchfloor.search.retention.RetentionCalls.audit;
import static io.watchfloor.search.retention.RetentionCalls.hold;
import static io.watchfloor.search.retention.RetentionCalls.release;
import static io.watchfloor.search.retention.RetentionCalls.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.watchfloor.contracts.AuditRecord;
import io.watchfloor.search.SearchProfile;
import io.watchfloor.search.store.EventStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(SearchProfile.class)
class LegalHoldTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventStore store;

    @Inject
    ExpiredEvents expired;

    @Test
    void whatIsHeldStaysUntilItsHoldIsReleased() {
        StoredEvents events = new StoredEvents(store, "held");
        events.store("zeek", 40);
        events.store("zeek", 60, 61);
        events.store("zeek", 80);
        events.store("syslog", 60);
        Instant now = Instant.now();
        String hold = hold(
                "held",
                "{\"reason\":\"Matter 7\",\"source\":\"zeek\",\"from\":\"%s\",\"to\":\"%s\"}"
                        .formatted(now.minus(Duration.ofDays(70)), now.minus(Duration.ofDays(50))));
        set("held", "{\"default_days\":30}").statusCode(200);
        drop();
        assertThat(events.ages()).containsExactly(60, 61);
        release("held", hold).statusCode(200).body("release_reason", equalTo("Closed"));
        release("held", hold).statusCode(409);
        drop();
        assertThat(events.ages()).isEmpty();
        assertThat(audit("held", 5).stream().map(AuditRecord::action))
                .startsWith("legal_hold.created", "retention.changed")
                .contains("legal_hold.released");
    }

    @Test
    void aHoldOfEverythingKeepsEverything() {
        StoredEvents events = new StoredEvents(store, "all-held");
        events.store("zeek", 400, 40);
        hold("all-held", "{\"reason\":\"Matter 8\"}");
        set("all-held", "{\"default_days\":30}").statusCode(200);
        drop();
        assertThat(events.ages()).containsExactly(40, 400);
    }

    @Test
    void holdsAreListedNewestFirstAndSeenByTheirTenantOnly() {
        String first = hold("listed", "{\"reason\":\"First\"}");
        String second = hold("listed", "{\"reason\":\"Second\"}");
        release("listed", first).statusCode(200);
        List<String> all = as("listed", "admin").get(HOLDS).then().extract().path("items.hold_id");
        assertThat(all).containsExactly(second, first);
        List<String> inForce = as("listed", "admin")
                .get(HOLDS + "?in_force=true")
                .then()
                .extract()
                .path("items.hold_id");
        assertThat(inForce).containsExactly(second);
        as("listed", "admin").get(HOLDS + "/" + second).then().statusCode(200);
        as("another", "admin").get(HOLDS + "/" + second).then().statusCode(404);
        release("another", second).statusCode(404);
        assertThat(as("another", "admin").get(HOLDS).then().extract().<List<?>>path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|/reason",
                "{\"reason\":\" \"}|/reason",
                "{\"reason\":\"r\",\"source\":\"nosuch\"}|/source",
                "{\"reason\":\"r\",\"from\":\"yesterday\"}|/from",
                "{\"reason\":\"r\",\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}|/from"
            })
    void aHoldWithoutMeaningIsRefused(String body, String pointer) {
        as("refused", "admin")
                .contentType(ContentType.JSON)
                .body(body)
                .post(HOLDS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
    }

    private void drop() {
        int unused = expired.drop().await().atMost(PATIENCE);
    }
}
