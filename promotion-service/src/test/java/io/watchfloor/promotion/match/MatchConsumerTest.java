package io.watchfloor.promotion.match;

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
import io.watchfloor.contracts.RuleVersion;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.inbox.Delivery;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "promotion"))
@WithTestResource(Upstreams.class)
class MatchConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MatchService service;

    MatchConsumerTest(MatchService service) {
        this.service = service;
    }

    /** Of this test alone, so that tests do not see one another's messages. */
    private String tenant;

    private String ruleId;

    @BeforeEach
    void freshTenant() {
        tenant = "t-" + UUID.randomUUID();
        ruleId = "rule-" + UUID.randomUUID();
    }

    private void send(RuleVersion rule) {
        KafkaProbe.send(
                Topics.RULES,
                rule.tenantId() + "|" + rule.ruleId(),
                UUID.randomUUID().toString(),
                "soc.rule.changed.v1",
                rule.tenantId(),
                rule);
    }

    private void send(String messageId, Match match) {
        KafkaProbe.send(Topics.MATCHES, tenant + "|" + match.ruleId(), messageId, "soc.match.fired.v1", tenant, match);
    }

    private void known(RuleVersion rule) {
        send(rule);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(DatabaseProbe.query(
                                rule.tenantId(),
                                "select version from rule_projection where rule_id = ?",
                                rule.ruleId()))
                        .extracting(row -> row.get("version"))
                        .containsExactly(rule.version()));
    }

    private Event event(int n) {
        return Samples.event(
                tenant,
                "e" + n,
                Samples.NOON.plusSeconds(n),
                "user.name",
                "root",
                "host.name",
                "gate-1",
                "source.ip",
                "192.0.2.7");
    }

    private Match match(String matchId, Event... events) {
        return Samples.ofRule(ruleId, Samples.match(tenant, matchId, Map.of("user", "root"), events));
    }

    private List<ConsumerRecord<String, byte[]>> sent(int atLeast) {
        return own(
                KafkaProbe.read(Topics.CANDIDATES, PATIENCE, read -> own(read).size() >= atLeast));
    }

    private List<ConsumerRecord<String, byte[]>> own(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .filter(message -> header(message, "ce_tenantid").equals(tenant))
                .toList();
    }

    private static Candidate candidate(ConsumerRecord<String, byte[]> message) {
        return ContractJson.read(message.value(), Candidate.class);
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void aMatchBecomesACandidateWithItsEnvelope() {
        known(Samples.rule(tenant, ruleId, 1));
        send("msg-1", match("m1", event(1), event(2)));

        ConsumerRecord<String, byte[]> message = sent(1).getFirst();
        Candidate candidate = candidate(message);

        assertThat(candidate.title()).isEqualTo("Door rattled by root");
        assertThat(candidate.description()).isEqualTo("2 tries from 192.0.2.7 on gate-1");
        assertThat(candidate.dedup().values())
                .isEqualTo(
                        Map.of("user", List.of("root"), "host", List.of("gate-1"), "source_ip", List.of("192.0.2.7")));
        assertThat(candidate.techniques()).containsExactly("T1110");
        assertThat(candidate.caseWish()).isTrue();
        assertThat(message.key()).isEqualTo(tenant + "|" + candidate.dedup().hash());
        assertThat(header(message, "ce_id")).isEqualTo(candidate.candidateId());
        assertThat(header(message, "ce_type")).isEqualTo("soc.candidate.rendered.v1");
        assertThat(header(message, "ce_subject")).isEqualTo(candidate.dedup().hash());
        assertThat(header(message, "ce_causationid")).isEqualTo("msg-1");
        assertThat(header(message, "ce_correlationid")).isEqualTo("m1");
        assertThat(DatabaseProbe.query(tenant, "select match_id, dedup_hash, rule_id, occurrences from promotion"))
                .containsExactly(Map.of(
                        "match_id",
                        "m1",
                        "dedup_hash",
                        candidate.dedup().hash(),
                        "rule_id",
                        ruleId,
                        "occurrences",
                        2L));
    }

    @Test
    void theSameMessageAgainAddsNothing() {
        known(Samples.rule(tenant, ruleId, 1));
        Match match = match("m1", event(1));
        send("msg-1", match);
        sent(1);
        send("msg-1", match);
        send("msg-2", match("m2", event(2)));

        List<Candidate> all = sent(2).stream().map(MatchConsumerTest::candidate).toList();

        assertThat(all).hasSize(2);
        assertThat(all.get(1).occurrences()).extracting(Occurrence::eventId).containsExactly("e2");
        assertThat(DatabaseProbe.query(tenant, "select message_id from inbox")).hasSize(2);
    }

    @Test
    void ofABatchOnlyTheNewMessagesTakeEffect() {
        known(Samples.rule(tenant, ruleId, 1));
        Delivery first = delivery("msg-1", match("m1", event(1)));
        Delivery second = delivery("msg-2", match("m1", event(2)));
        service.promote(List.of(first)).await().atMost(PATIENCE);
        service.promote(List.of(first, second, first)).await().atMost(PATIENCE);

        assertThat(sent(2).stream()
                        .map(message -> candidate(message).occurrences().stream()
                                .map(Occurrence::eventId)
                                .toList()))
                .containsExactly(List.of("e1"), List.of("e2"));
    }

    private Delivery delivery(String messageId, Match match) {
        Envelope envelope =
                Envelope.of(messageId, "/soc/test", "soc.match.fired.v1", "x", Samples.NOON, new TenantId(tenant));
        return new Delivery(envelope, ContractJson.write(match), Topics.MATCHES, 0, 0);
    }

    @Test
    void aMatchWaitsForItsRule() {
        send("msg-1", match("m1", event(1)));
        send(Samples.rule(tenant, ruleId, 1));

        assertThat(candidate(sent(1).getFirst()).title()).isEqualTo("Door rattled by root");
    }

    @Test
    void aMatchWhoseRuleIsKnownOnlyToAnotherTenantIsPromotedWithoutIt() {
        known(Samples.rule("t-" + UUID.randomUUID(), ruleId, 1));
        send("msg-1", match("m1", event(1)));

        Candidate candidate = candidate(sent(1).getFirst());

        assertThat(candidate.title()).isEqualTo("Door rattled");
        assertThat(candidate.ruleId()).isEqualTo(ruleId);
        assertThat(candidate.dedup().values()).isEqualTo(Map.of("user", List.of("root")));
        assertThat(candidate.caseWish()).isFalse();
    }

    @Test
    void anOlderRuleVersionIsIgnored() {
        known(Samples.rule(tenant, ruleId, 3));
        send(Samples.withTemplates(Samples.rule(tenant, ruleId, 2), "old words", ""));
        String marker = ruleId + "-marker";
        known(Samples.rule(tenant, marker, 1));

        send("msg-1", match("m1", event(1)));

        assertThat(candidate(sent(1).getFirst()).title()).isEqualTo("Door rattled by root");
        assertThat(DatabaseProbe.query(tenant, "select version from rule_projection where rule_id = ?", ruleId))
                .extracting(row -> row.get("version"))
                .containsExactly(3);
    }

    @Test
    void aMessageThatCannotBeReadGoesToTheDeadLettersAndTheRestGoesOn() {
        known(Samples.rule(tenant, ruleId, 1));
        KafkaProbe.send(poison("{\"match_id\":\"broken\"}"));
        KafkaProbe.send(poison("no json at all"));
        Match foreign = Samples.ofRule(
                ruleId,
                Samples.match("someone-else", "m0", Map.of(), Samples.event("someone-else", "e0", Samples.NOON)));
        send("msg-foreign", foreign);
        send("msg-1", match("m1", event(1)));

        assertThat(sent(1)).hasSize(1);
        List<ConsumerRecord<String, byte[]>> dead = own(KafkaProbe.read(
                Topics.deadLetter(Topics.MATCHES), PATIENCE, read -> own(read).size() >= 3));
        assertThat(dead)
                .hasSize(3)
                .allSatisfy(message ->
                        assertThat(header(message, "watchfloor-dlq-cause")).isNotBlank());
    }

    private ProducerRecord<String, byte[]> poison(String body) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(Topics.MATCHES, tenant + "|" + ruleId, body.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "/soc/test",
                        "ce_type", "soc.match.fired.v1",
                        "ce_subject", "x",
                        "ce_time", "2026-01-01T00:00:00.000Z",
                        "ce_tenantid", tenant)
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    @Test
    void aMatchThatGrowsKeepsItsAlert() {
        known(Samples.rule(tenant, ruleId, 1));
        send("msg-1", match("m1", event(1)));
        sent(1);
        send("msg-2", match("m1", event(2).with("source.ip", "192.0.2.99")));

        assertThat(sent(2).stream()
                        .map(message -> candidate(message).dedup().hash())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void valuesThatPostgresRefusesDoNotStopAMatch() {
        known(Samples.rule(tenant, ruleId, 1));
        send("msg-1", match("m1", event(1).with("host.name", "gate\u0000-1")));

        assertThat(candidate(sent(1).getFirst()).dedup().values().get("host")).containsExactly("gate\uFFFD-1");
    }

    @Test
    void withoutATenantTheDatabaseShowsNothing() {
        known(Samples.rule(tenant, ruleId, 1));
        send("msg-1", match("m1", event(1)));
        sent(1);

        assertThat(DatabaseProbe.tenantTables()).contains("rule_projection", "promotion", "inbox", "outbox");
        for (String table : List.of("rule_projection", "promotion", "inbox")) {
            assertThat(DatabaseProbe.query(tenant, "select 1 from " + table)).isNotEmpty();
            assertThat(DatabaseProbe.query(null, "select 1 from " + table)).isEmpty();
            assertThat(DatabaseProbe.query("nobody", "select 1 from " + table)).isEmpty();
        }
    }
}
