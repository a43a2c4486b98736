package io.watchfloor.cases.alert;

import static io.watchfloor.cases.Api.ALERTS;
import static io.watchfloor.cases.Api.CASES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.watchfloor.cases.Api;
import io.watchfloor.contracts.Candidate;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Severity;
import io.watchfloor.contracts.Topics;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "cases"))
class CandidateConsumerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HASH = "v1:" + "0123456789abcdef".repeat(4);
    private static final Match.Escalation SUCCESS =
            new Match.Escalation("successful_admin_login", "ESCALATE_TO_HIGH", "success-1", NOON.plusSeconds(600));
    private final String tenant = Api.newTenant();

    @Test
    void aCandidateMakesAnAlertWithACaseAndItsRedeliveryChangesNothing() {
        Candidate candidate = fired(events(5), true);
        send("c-1", candidate);
        send("c-1", candidate);
        send("c-1-again", candidate);
        send("c-2", fired(events(7), true));
        JsonPath alert = awaitAlert(7);
        assertThat(alert.getString("items[0].severity")).isEqualTo("medium");
        assertThat(alert.getString("items[0].rule_id")).isEqualTo("r-1");
        assertThat(alert.getString("items[0].host")).isEqualTo("bastion");
        assertThat(alert.getString("items[0].dedup.values.host[0]")).isEqualTo("bastion");
        assertThat(alert.getList("items[0].observables.value")).containsExactly("192.0.2.9");
        assertThat(Api.list(tenant, CASES).getList("items.number")).containsExactly(1);
        String caseId = alert.getString("items[0].case_ids[0]");
        assertThat(Announcements.ofCase(caseId, 1)).containsExactly("soc.case.created.v1");
        assertThat(Api.timeline(tenant, CASES, caseId))
                .extracting(entry -> entry.get("kind"))
                .containsExactly("created", "alert_linked");
    }

    /** f fired, e escalated, E the same escalation without events. */
    @ParameterizedTest
    @ValueSource(strings = {"fe", "ef", "fee", "efe", "fE", "Ef", "eEf", "fef"})
    void anEscalationRaisesAlertAndCaseOnceInWhateverOrderItArrives(String order) {
        for (int i = 0; i < order.length(); i++) {
            switch (order.charAt(i)) {
                case 'f' -> send("f-" + order + i, fired(events(5), true));
                case 'e' -> send("e-" + order + i, escalated(events(5)));
                default -> send("E-" + order + i, escalated(List.of()));
            }
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonPath alerts = Api.list(tenant, ALERTS);
            assertThat(alerts.getList("items.occurrence_count")).containsExactly(5);
            assertThat(alerts.getList("items.severity")).containsExactly("high");
            String id = alerts.getString("items[0].id");
            assertThat(kinds(Api.timeline(tenant, ALERTS, id)))
                    .isEqualTo(Set.of("created:null", "severity_changed:success-1", "alert_linked:case"));
            String caseId = alerts.getString("items[0].case_ids[0]");
            assertThat(Api.list(tenant, CASES).getList("items.severity")).containsExactly("high");
            assertThat(kinds(Api.timeline(tenant, CASES, caseId)))
                    .isEqualTo(Set.of("created:alert", "alert_linked:alert", "severity_changed:success-1"));
        });
        Map<String, Object> entry =
                Api.timeline(tenant, ALERTS, Api.list(tenant, ALERTS).getString("items[0].id")).stream()
                        .filter(one -> one.get("kind").equals("severity_changed"))
                        .collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
        assertThat(entry.get("to")).isEqualTo("high");
        assertThat(entry.get("summary").toString()).contains("successful_admin_login", "success-1");
        assertThat(entry.get("from")).isEqualTo(order.startsWith("f") ? "medium" : null);
    }

    @Test
    void anEscalationAfterAFalsePositiveIsAnAlertOfItsOwn() {
        send("f", fired(events(5), true));
        String id = awaitAlert(5).getString("items[0].id");
        Instant closedAt = Instant.parse(
                Api.patch(tenant, id, Map.of("status", "false_positive")).getString("closed_at"));
        var later = new Match.Escalation("successful_admin_login", "ESCALATE_TO_HIGH", "s-3", closedAt.plusSeconds(1));
        send("e", candidate(events(5), Severity.HIGH, later, true));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(Api.list(tenant, ALERTS).getList("items")).hasSize(2));
        JsonPath alerts = Api.list(tenant, ALERTS);
        assertThat(alerts.getString("items[0].previous_alert_id")).isEqualTo(id);
        assertThat(alerts.getString("items[0].severity")).isEqualTo("high");
        assertThat(alerts.getLong("items[0].occurrence_count")).isEqualTo(1);
        assertThat(alerts.getString("items[1].severity")).isEqualTo("medium");
        assertThat(alerts.getString("items[1].status")).isEqualTo("false_positive");
    }

    @Test
    void aSeveritySetByHandStaysWhenAnEscalationArrivesAndTheTimelineSaysSo() {
        send("f", fired(events(5), false));
        String id = awaitAlert(5).getString("items[0].id");
        Api.patch(tenant, id, Map.of("severity", "low"));
        send("e", escalated(events(5)));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Api.timeline(tenant, ALERTS, id))
                        .extracting(entry -> entry.get("kind"))
                        .containsExactly("created", "severity_changed", "custom"));
        assertThat(Api.alert(tenant, id).getString("severity")).isEqualTo("low");
    }

    @Test
    void anEscalationAfterClosingReopensAndOneFromBeforeDoesNot() {
        send("f", fired(events(5), false));
        String id = awaitAlert(5).getString("items[0].id");
        Instant closedAt =
                Instant.parse(Api.patch(tenant, id, Map.of("status", "resolved", "verdict", "benign_true_positive"))
                        .getString("closed_at"));
        send("e", escalated(events(5)));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(Api.alert(tenant, id).getString("severity")).isEqualTo("high"));
        assertThat(Api.alert(tenant, id).getString("status")).isEqualTo("resolved");
        var later = new Match.Escalation("successful_admin_login", "ESCALATE_TO_HIGH", "s-2", closedAt.plusSeconds(1));
        send("e-2", candidate(events(5), Severity.CRITICAL, later, false));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(Api.alert(tenant, id).getString("severity")).isEqualTo("critical"));
        assertThat(Api.alert(tenant, id).getString("status")).isEqualTo("new");
    }

    @Test
    void whatIsNoCandidateGoesToTheDeadLetterTopicAndTheRestTakesEffect() {
        Candidate good = fired(events(3), false);
        Candidate foreign = new Candidate(
                "x",
                "another-tenant",
                null,
                null,
                null,
                good.dedup(),
                "t",
                "",
                Severity.LOW,
                "s",
                events(1),
                NOON,
                NOON,
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                List.of());
        String bad = "bad-" + UUID.randomUUID();
        KafkaProbe.send(Topics.CANDIDATES, tenant + ":x", bad, "soc.candidate.v1", tenant, foreign);
        KafkaProbe.send(Topics.CANDIDATES, tenant + ":x", bad + "2", "soc.candidate.v1", tenant, Map.of("title", 1));
        send("good", good);
        awaitAlert(3);
        assertThat(KafkaProbe.read(
                        Topics.deadLetter(Topics.CANDIDATES),
                        Duration.ofSeconds(30),
                        records -> records.stream()
                                        .filter(one -> new String(one.headers()
                                                        .lastHeader("ce_id")
                                                        .value())
                                                .startsWith(bad))
                                        .count()
                                == 2))
                .isNotEmpty();
    }

    private JsonPath awaitAlert(long count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Api.list(tenant, ALERTS).getList("items.occurrence_count", Long.class))
                        .containsExactly(count));
        return Api.list(tenant, ALERTS);
    }

    /** Kinds with what the entries refer to, ids of alerts and cases by their sort. */
    private static Set<String> kinds(List<Map<String, Object>> timeline) {
        assertThat(timeline)
                .extracting(entry -> entry.get("seq"))
                .isEqualTo(IntStream.rangeClosed(1, timeline.size()).boxed().toList());
        List<String> kinds = timeline.stream()
                .map(entry -> entry.get("kind") + ":" + reference(entry))
                .toList();
        assertThat(kinds).doesNotHaveDuplicates();
        return Set.copyOf(kinds);
    }

    private static String reference(Map<String, Object> entry) {
        String ref = String.valueOf(entry.get("ref"));
        if (ref.length() != 36) {
            return ref;
        }
        return entry.get("source_event_id").toString().startsWith("linked:" + ref)
                        && entry.get("summary").toString().startsWith("Linked to case")
                ? "case"
                : "alert";
    }

    private void send(String id, Candidate candidate) {
        String key = tenant + ":" + candidate.dedup().hash();
        KafkaProbe.send(Topics.CANDIDATES, key, tenant + id, "soc.candidate.v1", tenant, candidate);
    }

    private Candidate fired(List<Occurrence> events, boolean caseWish) {
        return candidate(events, Severity.MEDIUM, null, caseWish);
    }

    private Candidate escalated(List<Occurrence> events) {
        return candidate(events, Severity.HIGH, SUCCESS, false);
    }

    private Candidate candidate(
            List<Occurrence> events, Severity severity, Match.Escalation escalation, boolean caseWish) {
        return new Candidate(
                "any",
                tenant,
                "r-1",
                1,
                "Failed logins",
                new Candidate.Dedup("rule", Map.of("host", List.of("bastion")), HASH, 3_600),
                "Failed logins on bastion",
                "",
                severity,
                "syslog",
                events,
                NOON,
                NOON.plusSeconds(4),
                List.of(new ObservableValue("ip", "192.0.2.9")),
                List.of("T1110"),
                List.of("ssh"),
                caseWish,
                escalation,
                List.of("m-1"));
    }

    private static List<Occurrence> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Occurrence("event-" + i, NOON.plusSeconds(i)))
                .toList();
    }
}
