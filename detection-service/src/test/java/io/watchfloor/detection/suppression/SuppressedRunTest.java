package io.watchfloor.detection.suppression;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
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
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Promotion;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class SuppressedRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String RULES = "/api/v1/detections/rules";
    private static final String PASSWORDS = """
            {"name":"guessing","rule_type":"frequency","group_by":["user"],
             "condition":{"event_type":"auth_failure","time_window":"5m","threshold":%d}}
            """;

    private final Instant start = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
    private String tenant;
    private String rule;

    @BeforeEach
    void freshTenant() {
        tenant = "t-" + UUID.randomUUID();
    }

    @Test
    void whatHappensInTheWindowIsCountedAsSuppressedAndOneSecondLaterItIsNot() {
        rule = create("{\"name\":\"root\",\"rule_type\":\"query\",\"query\":\"user:root\"}");
        String suppression = suppress("{\"host\":{\"glob\":\"gate-*\"}}", 0, 60);
        List<String> ids = store(List.of("gate-1", "gate-2", "gate-1", "gate-1", "door-1"), List.of(-1, 0, 59, 60, 30));

        run().body("match_count", equalTo(5))
                .body("suppressed_count", equalTo(2))
                .body("promoted_count", equalTo(3))
                .body("sample_log_ids", hasSize(5));

        assertThat(sent(3))
                .extracting(match -> match.occurrences().getFirst().eventId())
                .containsExactlyInAnyOrder(ids.get(0), ids.get(3), ids.get(4));
        get(suppression).body("hit_count", equalTo(2)).body("last_hit_at", notNullValue());
        get(RULES + "/" + rule).body("suppressed_total", equalTo(2));
        get(suppression + "/hits")
                .body("items", hasSize(2))
                .body("items[0].log_ids", hasSize(1))
                .body("items[0].trigger", equalTo("manual"))
                .body("items[0].run_id", notNullValue())
                .body("items[0].reason", equalTo("Maintenance"))
                .body("items[0].promoted_at", nullValue());
    }

    @Test
    void aSecondRunCountsNoEventAgain() {
        rule = create("{\"name\":\"root\",\"rule_type\":\"query\",\"query\":\"user:root\"}");
        String suppression = suppress("{\"host\":\"gate-1\"}", 0, 60);
        store(List.of("gate-1", "gate-1"), List.of(1, 2));
        run().body("suppressed_count", equalTo(2));
        run().body("suppressed_count", equalTo(2)).body("promoted_count", equalTo(0));
        get(suppression).body("hit_count", equalTo(2));
        get(suppression + "/hits").body("items", hasSize(2));
    }

    @Test
    void ofABurstTheEventsThatAreNotMutedGoOn() {
        rule = create(PASSWORDS.formatted(4));
        String suppression = suppress("{\"host\":\"gate-1\"}", 0, 60);
        List<String> ids = store(List.of("gate-1", "door-1", "gate-1", "door-1"), List.of(1, 2, 3, 4));
        run().body("match_count", equalTo(1))
                .body("suppressed_count", equalTo(0))
                .body("promoted_count", equalTo(1));
        Match match = sent(1).getFirst();
        assertThat(match.occurrences()).extracting(Occurrence::eventId).containsExactly(ids.get(1), ids.get(3));
        assertThat(match.total()).isEqualTo(2);
        get(suppression).body("hit_count", equalTo(2));
        get(suppression + "/hits").body("items", hasSize(1)).body("items[0].event_count", equalTo(2));
    }

    @Test
    void eventsThatAMatchNamesAndDoesNotCarryAreLookedUp() {
        rule = create(PASSWORDS.formatted(30));
        String suppression = suppress("{\"host\":\"gate-1\"}", 0, 60);
        store(
                java.util.Collections.nCopies(30, "gate-1"),
                java.util.stream.IntStream.range(0, 30).boxed().toList());
        run().body("match_count", equalTo(1)).body("suppressed_count", equalTo(1));
        get(suppression).body("hit_count", equalTo(30));
    }

    @Test
    void aRevokedSuppressionMutesNoLaterRun() {
        rule = create("{\"name\":\"root\",\"rule_type\":\"query\",\"query\":\"user:root\"}");
        String suppression = suppress("{\"host\":\"gate-1\"}", 0, 60);
        store(List.of("gate-1"), List.of(1));
        run().body("suppressed_count", equalTo(1));
        as("admin").delete(suppression).then().statusCode(200);
        run().body("suppressed_count", equalTo(0)).body("promoted_count", equalTo(1));
    }

    @Test
    void aMutedMatchIsBroughtBackOnce() {
        rule = create("{\"name\":\"root\",\"rule_type\":\"query\",\"query\":\"user:root\"}");
        String suppression = suppress("{\"host\":\"gate-1\"}", 0, 60);
        List<String> ids = store(List.of("gate-1"), List.of(1));
        run().body("suppressed_count", equalTo(1));
        String hit = get(suppression + "/hits").extract().path("items[0].id");
        as("viewer").post(suppression + "/hits/" + hit + "/promote").then().statusCode(403);
        for (int i = 0; i < 2; i++) {
            as("analyst")
                    .post(suppression + "/hits/" + hit + "/promote")
                    .then()
                    .statusCode(202)
                    .body("promoted_by", equalTo("ana"));
        }
        List<ConsumerRecord<String, byte[]>> messages = messages(1);
        assertThat(messages).hasSize(1);
        assertThat(new String(
                        messages.getFirst().headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo(Match.RELEASED);
        assertThat(sent(1).getFirst().occurrences())
                .extracting(Occurrence::eventId)
                .containsExactly(ids.getFirst());
        as("analyst")
                .post(suppression + "/hits/" + UUID.randomUUID() + "/promote")
                .then()
                .statusCode(404);
    }

    @Test
    void whatPromotionMutedIsCountedOnceHoweverOftenItIsTold() {
        rule = create("{\"name\":\"root\",\"rule_type\":\"query\",\"query\":\"user:root\"}");
        String suppression = suppress("{\"host\":\"gate-1\"}", 0, 60);
        String id = suppression.substring(suppression.lastIndexOf('/') + 1);
        store(List.of("gate-1"), List.of(1));
        run().body("suppressed_count", equalTo(1));
        Match match = DatabaseProbe.query(tenant, "select match from suppression_hit").stream()
                .map(row ->
                        ContractJson.read(row.get("match").toString().getBytes(StandardCharsets.UTF_8), Match.class))
                .findFirst()
                .orElseThrow();
        tell("p1", id, match, List.of(match.occurrences().getFirst().eventId()));
        tell("p2", id, null, List.of("e-by-hand"));
        tell("p2", id, null, List.of("e-by-hand"));

        await().atMost(PATIENCE).untilAsserted(() -> get(suppression).body("hit_count", equalTo(2)));
        get(suppression + "/hits?limit=1").body("items.log_ids[0]", contains("e-by-hand"));
        get(suppression + "/hits").body("items", hasSize(2));
        String byHand = get(suppression + "/hits").extract().path("items[0].id");
        as("analyst")
                .post(suppression + "/hits/" + byHand + "/promote")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:watchfloor:problem:hit-without-match"));
    }

    private void tell(String promotionId, String suppression, Match match, List<String> events) {
        Promotion muted = new Promotion(
                promotionId,
                tenant,
                rule,
                Promotion.Outcome.MUTED,
                match == null ? null : match.matchId(),
                null,
                events.size(),
                events,
                null,
                suppression,
                "Maintenance",
                match,
                Instant.now());
        KafkaProbe.send(
                Topics.PROMOTIONS,
                tenant + "|" + rule,
                UUID.randomUUID().toString(),
                "soc.promotion.suppressed.v1",
                tenant,
                muted);
    }

    private String create(String body) {
        return as("admin")
                .body(body)
                .post(RULES)
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
    }

    private String suppress(String criteria, int fromSecond, int toSecond) {
        String path = RULES + "/" + rule + "/suppressions";
        String id = as("admin")
                .body("{\"reason\":\"Maintenance\",\"criteria\":%s,\"starts_at\":\"%s\",\"ends_at\":\"%s\"}"
                        .formatted(criteria, start.plusSeconds(fromSecond), start.plusSeconds(toSecond)))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return path + "/" + id;
    }

    private List<String> store(List<String> hosts, List<Integer> seconds) {
        return java.util.stream.IntStream.range(0, hosts.size())
                .mapToObj(i -> failure(hosts.get(i), seconds.get(i)))
                .map(event -> {
                    SearchPeer.store(event);
                    return event.id();
                })
                .toList();
    }

    private Event failure(String host, int second) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(Event.ID, UUID.randomUUID().toString());
        fields.put(Event.TIMESTAMP, ContractJson.MILLIS.format(start.plusSeconds(second)));
        fields.put(Event.TENANT, tenant);
        fields.put("event.category", "authentication");
        fields.put("event.outcome", "failure");
        fields.put("user.name", "root");
        fields.put("host.name", host);
        return new Event(fields);
    }

    private io.restassured.response.ValidatableResponse run() {
        return as("admin")
                .body("{\"time_range\":\"1h\"}")
                .post(RULES + "/" + rule + "/run")
                .then()
                .statusCode(200)
                .body("status", equalTo("succeeded"));
    }

    private io.restassured.response.ValidatableResponse get(String path) {
        return as("viewer").get(path).then().statusCode(200);
    }

    private List<Match> sent(int atLeast) {
        return messages(atLeast).stream()
                .map(message -> ContractJson.read(message.value(), Match.class))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> messages(int atLeast) {
        return own(KafkaProbe.read(Topics.MATCHES, PATIENCE, read -> own(read).size() >= atLeast));
    }

    private List<ConsumerRecord<String, byte[]>> own(List<ConsumerRecord<String, byte[]>> read) {
        return read.stream()
                .filter(message -> message.key() != null && message.key().startsWith(tenant + "|"))
                .toList();
    }

    private RequestSpecification as(String role) {
        return given().header("Authorization", Tokens.bearer("ana", tenant, role))
                .contentType(ContentType.JSON);
    }
}
