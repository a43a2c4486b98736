package io.watchfloor.promotion.mute;

import static io.watchfloor.promotion.Upstreams.SEARCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Promotion;
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.contracts.Suppression;
import io.watchfloor.contracts.Topics;
import io.watchfloor.promotion.HttpPeer;
import io.watchfloor.promotion.Samples;
import io.watchfloor.promotion.Upstreams;
import io.watchfloor.testkit.stack.DatabaseProbe;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "promotion"))
@WithTestResource(Upstreams.class)
class MutingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private String tenant;
    private String ruleId;

    @BeforeEach
    void aKnownRule() {
        tenant = "t-" + UUID.randomUUID();
        ruleId = "rule-" + UUID.randomUUID();
        RuleVersion rule = Samples.rule(tenant, ruleId, 1);
        KafkaProbe.send(
                Topics.RULES, tenant + "|" + ruleId, UUID.randomUUID().toString(), "soc.rule.changed.v1", tenant, rule);
    }

    @AfterEach
    void searchAnswersNothing() {
        SEARCH.answers(HttpPeer.json(404, "{}"));
    }

    @Test
    void aMutedMatchIsRecordedAndMakesNoCandidate() {
        Suppression by = Suppressions.known(gates());
        send("msg-1", Match.FIRED, match("m1", event("e1", 1, "gate-1")));
        send("msg-2", Match.FIRED, match("m2", event("e2", 60, "gate-1")));

        assertThat(candidates(1).stream().flatMap(candidate -> candidate.occurrences().stream()))
                .extracting(Occurrence::eventId)
                .containsExactly("e2");
        Promotion told = promotions(1).getFirst();
        assertThat(told.outcome()).isEqualTo(Promotion.Outcome.MUTED);
        assertThat(told.matchId()).isEqualTo("m1");
        assertThat(told.eventIds()).containsExactly("e1");
        assertThat(told.suppressionId()).isEqualTo(by.suppressionId());
        assertThat(told.reason()).isEqualTo("Maintenance");
        assertThat(told.match()).isEqualTo(match("m1", event("e1", 1, "gate-1")));
        assertThat(DatabaseProbe.query(
                        tenant, "select match_id, event_id, suppression_id, reason, rule_id from muted_event"))
                .containsExactly(Map.of(
                        "match_id", "m1",
                        "event_id", "e1",
                        "suppression_id", by.suppressionId(),
                        "reason", "Maintenance",
                        "rule_id", ruleId));
        assertThat(DatabaseProbe.query(null, "select 1 from muted_event")).isEmpty();
        assertThat(DatabaseProbe.query("nobody", "select 1 from suppression_projection"))
                .isEmpty();
    }

    @Test
    void theEventsOfABurstThatAreNotMutedMakeTheCandidate() {
        Suppressions.known(gates());
        send("msg-1", Match.FIRED, match("m1", event("e1", 1, "gate-1"), event("e2", 2, "door-1")));
        Match grown = match("m1", event("e1", 1, "gate-1"), event("e2", 2, "door-1"), event("e3", 3, "door-1"));
        candidates(1);
        send("msg-2", Match.FIRED, grown);

        List<Candidate> candidates = candidates(2);

        assertThat(candidates.get(0).description()).startsWith("1 tries");
        assertThat(candidates.get(1).description()).startsWith("2 tries");
        assertThat(candidates.get(1).occurrences())
                .extracting(Occurrence::eventId)
                .containsExactly("e2", "e3");
    }

    @Test
    void aMatchThatWasBroughtBackMakesItsCandidateAndIsNoLongerCountedAsMuted() {
        Suppressions.known(gates());
        Match match = match("m1", event("e1", 1, "gate-1"));
        send("msg-1", Match.FIRED, match);
        promotions(1);
        send("msg-2", Match.RELEASED, match);

        assertThat(candidates(1).getFirst().occurrences())
                .extracting(Occurrence::eventId)
                .containsExactly("e1");
        assertThat(DatabaseProbe.query(tenant, "select 1 from muted_event")).isEmpty();
    }

    @Test
    void aRevokedSuppressionMutesNothing() {
        Suppression by = Suppressions.known(gates());
        Suppressions.known(Suppressions.revoked(by));
        Suppressions.send(by);
        send("msg-1", Match.FIRED, match("m1", event("e1", 1, "gate-1")));
        assertThat(candidates(1)).hasSize(1);
    }

    @Test
    void theSuppressionOfAnotherTenantMutesNothing() {
        String mine = tenant;
        tenant = "t-" + UUID.randomUUID();
        Suppressions.known(gates());
        tenant = mine;
        send("msg-1", Match.FIRED, match("m1", event("e1", 1, "gate-1")));
        assertThat(candidates(1)).hasSize(1);
    }

    @Test
    void eventsThatAMatchDoesNotCarryAreAskedFor() {
        Suppressions.known(gates());
        Event gate = event("e1", 1, "gate-1");
        Event door = event("e2", 2, "door-1");
        SEARCH.answers(HttpPeer.json(
                200, new String(ContractJson.write(Map.of("events", List.of(door, gate))), StandardCharsets.UTF_8)));
        Match match = match("m1", gate, door);
        send(
                "msg-1",
                Match.FIRED,
                Samples.ofRule(ruleId, Samples.match(tenant, "m1", Map.of(), match.occurrences(), List.of(), null)));

        Candidate candidate = candidates(1).getFirst();

        assertThat(candidate.occurrences()).extracting(Occurrence::eventId).containsExactly("e2");
        assertThat(candidate.title()).isEqualTo("Door rattled by root");
        assertThat(SEARCH.asked().getFirst().json().get("query").asText())
                .isEqualTo("event.id:\"e1\" OR event.id:\"e2\"");
    }

    @Test
    void eventsThatCannotBeHadAreNotMuted() {
        Suppressions.known(gates());
        SEARCH.answers(HttpPeer.json(200, "{\"events\":[]}"));
        List<Occurrence> unknown = IntStream.range(0, 3)
                .mapToObj(i -> new Occurrence("e" + i, Samples.NOON.plusSeconds(i)))
                .toList();
        send(
                "msg-1",
                Match.FIRED,
                Samples.ofRule(ruleId, Samples.match(tenant, "m1", Map.of(), unknown, List.of(), null)));
        assertThat(candidates(1).getFirst().occurrences()).hasSize(3);
    }

    private Suppression gates() {
        return Suppressions.of(
                tenant, ruleId, Map.of("host", Map.of("glob", "gate-*")), Samples.NOON, Samples.NOON.plusSeconds(60));
    }

    private Event event(String id, int second, String host) {
        return Samples.event(
                tenant,
                id,
                Samples.NOON.plusSeconds(second),
                "user.name",
                "root",
                "host.name",
                host,
                "source.ip",
                "192.0.2.7");
    }

    private Match match(String matchId, Event... events) {
        return Samples.ofRule(ruleId, Samples.match(tenant, matchId, Map.of("user", "root"), events));
    }

    private void send(String messageId, String type, Match match) {
        KafkaProbe.send(Topics.MATCHES, tenant + "|" + match.ruleId(), messageId, type, tenant, match);
    }

    private List<Candidate> candidates(int atLeast) {
        return own(Topics.CANDIDATES, atLeast).stream()
                .map(message -> ContractJson.read(message.value(), Candidate.class))
                .toList();
    }

    private List<Promotion> promotions(int atLeast) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(DatabaseProbe.query(tenant, "select 1 from muted_event"))
                        .isNotEmpty());
        return own(Topics.PROMOTIONS, atLeast).stream()
                .map(message -> ContractJson.read(message.value(), Promotion.class))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> own(String topic, int atLeast) {
        return own(KafkaProbe.read(topic, PATIENCE, read -> own(read).size() >= atLeast));
    }

    private List<ConsumerRecord<String, byte[]>> own(List<ConsumerRecord<String, byte[]>> read) {
        return read.stream()
                .filter(message -> tenant.equals(
                        new String(message.headers().lastHeader("ce_tenantid").value(), StandardCharsets.UTF_8)))
                .toList();
    }
}
