package io.watchfloor.detection.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Severity;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class ActivityConsumerTest {
    private static final String RULES = "/api/v1/detections/rules";
    private static final Instant NOON = Instant.parse("2026-03-01T12:30:00Z");

    private final String tenant = "t-" + UUID.randomUUID();
    private String rule;

    @BeforeEach
    void aRule() {
        rule = given().header("Authorization", Tokens.bearer("dora", tenant, "detection_engineer"))
                .contentType(ContentType.JSON)
                .body("{\"name\":\"counted\",\"rule_type\":\"query\",\"query\":\"user:nobody\"}")
                .post(RULES)
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    @Test
    void aMatchCountsOnceHoweverOftenLateOrShuffledItComes() {
        for (int time = 0; time < 2; time++) {
            send("m-1", 7, NOON.plusSeconds(7_200));
            send("m-1", 5, NOON);
            send("m-2", 1, NOON.plusSeconds(60));
            send("m-1", 5, NOON);
        }
        send("m-3", 1, NOON.plusSeconds(120));
        awaitMatches(3);
        JsonPath counted = rule();
        assertThat(counted.getLong("event_total")).isEqualTo(9);
        assertThat(Instant.parse(counted.getString("last_triggered_at"))).isEqualTo(NOON.plusSeconds(7_200));
        assertThat(DatabaseProbe.query(
                        tenant, "select sum(matches)::bigint as m, sum(events)::bigint as e from rule_hour"))
                .containsExactly(Map.of("m", 3L, "e", 9L));
    }

    @Test
    void aBurstThatGrowsCountsItsEventsWhereTheyCame() {
        send("m-1", 5, NOON);
        awaitMatches(1);
        send("m-1", 8, NOON.plusSeconds(3_600));
        send("m-2", 1, NOON.plusSeconds(3_600));
        awaitMatches(2);
        assertThat(DatabaseProbe.query(
                        tenant,
                        "select extract(hour from hour at time zone 'UTC')::int as h, matches, events from rule_hour"
                                + " order by hour"))
                .containsExactly(
                        Map.of("h", 12, "matches", 1L, "events", 5L), Map.of("h", 13, "matches", 1L, "events", 4L));
    }

    @Test
    void whatIsNoMatchOfTheTenantGoesToTheDeadLetterTopic() {
        String bad = "bad-" + UUID.randomUUID();
        KafkaProbe.send(Topics.MATCHES, "k", bad, "soc.match.fired.v1", "another-tenant", match("m-9", 1, NOON));
        send("m-1", 1, NOON);
        awaitMatches(1);
        assertThat(KafkaProbe.read(
                        Topics.deadLetter(Topics.MATCHES),
                        Duration.ofSeconds(30),
                        read -> read.stream()
                                .anyMatch(one -> new String(one.headers()
                                                .lastHeader("ce_id")
                                                .value())
                                        .equals(bad))))
                .isNotEmpty();
        for (String table : List.of("rule_match", "rule_hour", "rule_total")) {
            assertThat(DatabaseProbe.query("another-tenant", "select * from " + table))
                    .isEmpty();
            assertThat(DatabaseProbe.query(null, "select * from " + table)).isEmpty();
        }
    }

    private void awaitMatches(long count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rule().getLong("match_total")).isEqualTo(count));
    }

    private JsonPath rule() {
        return given().header("Authorization", Tokens.bearer("ana", tenant, "viewer"))
                .get(RULES + "/" + rule)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void send(String id, long total, Instant at) {
        KafkaProbe.send(
                Topics.MATCHES,
                tenant + "|" + rule,
                id + "-" + total,
                "soc.match.fired.v1",
                tenant,
                match(tenant + id, total, at));
    }

    private Match match(String id, long total, Instant at) {
        return new Match(
                id,
                tenant,
                rule,
                1,
                "counted",
                Match.Trigger.STREAM,
                Severity.LOW,
                Map.of(),
                new Match.Window(at, at),
                total,
                List.of(),
                List.of(),
                null,
                false,
                at);
    }
}
