package io.watchfloor.detection.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Topics;
import io.watchfloor.detection.rule.CorrelationRules;
import io.watchfloor.detection.rule.Rules;
import io.watchfloor.detection.schedule.SearchPeer;
import io.watchfloor.testkit.fixture.Tokens;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "detection"))
@WithTestResource(SearchPeer.class)
class StreamOnKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int USERS = 12;

    @Test
    void aRuleIsActiveWhenItsCreationIsAnswered() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        String id = given().header("Authorization", Tokens.bearer("ana", "streamed", "detection_engineer"))
                .contentType(ContentType.JSON)
                .body(Rules.json("admin-brute-force"))
                .post("/api/v1/detections/rules")
                .then()
                .statusCode(201)
                .extract()
                .path("rule_id");
        for (int i = 0; i < 5; i++) {
            send(Logins.login("streamed", "admin", "failure", i));
        }
        send(Logins.login("streamed", "admin", "success", 60));
        List<Match> matches = KafkaProbe.read(
                        Topics.MATCHES, PATIENCE, read -> matches(read, id).size() >= 2)
                .stream()
                .map(message -> ContractJson.read(message.value(), Match.class))
                .filter(match -> match.ruleId().equals(id))
                .toList();
        assertThat(matches).allMatch(match -> match.occurrences().size() == 5);
        assertThat(matches.getLast().escalation()).isNotNull();
    }

    @Test
    void correlationsOverSeveralPartitionsFireAtOnceAndWhenTimeHasCome() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        String chain = created(CorrelationRules.documents(
                CorrelationRules.correlation("outer", "temporal_ordered", "inner, success", "10m", "{gte: 2}"),
                CorrelationRules.correlation("inner", "event_count", "fail", "5m", "{gte: 3}"),
                CorrelationRules.action("fail"),
                CorrelationRules.action("success")));
        String few = created(CorrelationRules.documents(
                CorrelationRules.correlation("few", "event_count", "success", "1s", "{lt: 2}"),
                CorrelationRules.action("success")));
        long now = Duration.between(Actions.T0, Instant.now()).toSeconds();
        for (int user = 0; user < USERS; user++) {
            for (int i = 0; i < 3; i++) {
                send(ofTenant(Actions.action("f-" + user + "-" + i, "user-" + user, "fail", now + i)));
            }
            send(ofTenant(Actions.action("s-" + user, "user-" + user, "success", now + 3)));
        }
        KafkaProbe.read(
                Topics.MATCHES,
                PATIENCE,
                read -> matches(read, chain).size() >= USERS
                        && matches(read, few).size() >= USERS);
    }

    private static Event ofTenant(Event event) {
        return event.with(Event.TENANT, "streamed");
    }

    private static String created(String sigma) {
        return given().header("Authorization", Tokens.bearer("root", "streamed", "detection_engineer", "admin"))
                .contentType("application/yaml")
                .body(sigma.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/detections/rules/import?enable=true&allow_untested=true")
                .then()
                .statusCode(200)
                .body("rejected", hasSize(0))
                .extract()
                .path("accepted[0].rule_id");
    }

    private static List<Match> matches(List<ConsumerRecord<String, byte[]>> read, String rule) {
        return read.stream()
                .map(message -> ContractJson.read(message.value(), Match.class))
                .filter(match -> match.ruleId().equals(rule))
                .toList();
    }

    private static void send(Event event) {
        KafkaProbe.send(Topics.EVENTS, event.tenant(), event.id(), "soc.event.ingested.v1", event.tenant(), event);
    }
}
