package io.watchfloor.cases.alert;

import static io.watchfloor.cases.Api.ALERTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.watchfloor.cases.Api;
import io.watchfloor.contracts.Feedback;
import io.watchfloor.contracts.Topics;
import io.watchfloor.testkit.stack.KafkaProbe;
import io.watchfloor.testkit.stack.ServiceInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "database", value = "cases"))
class FeedbackConsumerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private final String tenant = Api.newTenant();

    @Test
    void aFalsePositiveThatAsksForItClosesTheAlertOnceAndSaysWhoAndWhy() {
        String id = alert("closed");
        send("f-1", feedback(id, Feedback.Verdict.FALSE_POSITIVE, true));
        awaitStatus(id, "false_positive");
        assertThat(Api.alert(tenant, id).getString("verdict")).isEqualTo("false_positive");
        int version = Api.alert(tenant, id).getInt("version");
        List<Map<String, Object>> told = Api.timeline(tenant, ALERTS, id);
        assertThat(told)
                .extracting(entry -> entry.get("kind"))
                .containsExactly("created", "status_changed", "custom", "custom");
        assertThat(told.getLast().get("summary").toString()).contains("false positive", "the scanner");
        assertThat(told.get(1).get("actor").toString()).contains("bea");

        send("f-1", feedback(id, Feedback.Verdict.FALSE_POSITIVE, true));
        send("f-1-again", feedback(id, Feedback.Verdict.FALSE_POSITIVE, true));
        awaitAllTaken();
        assertThat(Api.alert(tenant, id).getInt("version")).isEqualTo(version);
        assertThat(Api.timeline(tenant, ALERTS, id)).isEqualTo(told);
    }

    @Test
    void otherVerdictsLeaveTheAlertAlone() {
        String id = alert("alone");
        send("t", feedback(id, Feedback.Verdict.TRUE_POSITIVE, true));
        send("n", feedback(id, Feedback.Verdict.FALSE_POSITIVE, false));
        send("u", feedback(UUID.randomUUID().toString(), Feedback.Verdict.FALSE_POSITIVE, true));
        send("w", feedback(null, Feedback.Verdict.FALSE_POSITIVE, true));
        awaitAllTaken();
        assertThat(Api.alert(tenant, id).getString("status")).isEqualTo("new");
        assertThat(Api.timeline(tenant, ALERTS, id)).hasSize(1);
    }

    @Test
    void aResolvedAlertStaysResolvedAndItsTimelineSaysSo() {
        String id = alert("resolved");
        Api.patch(tenant, id, Map.of("status", "resolved", "verdict", "true_positive"));
        send("r", feedback(id, Feedback.Verdict.FALSE_POSITIVE, true));
        awaitAllTaken();
        assertThat(Api.alert(tenant, id).getString("status")).isEqualTo("resolved");
        assertThat(Api.timeline(tenant, ALERTS, id).getLast().get("summary").toString())
                .contains("resolved and stays so");
    }

    @Test
    void aVerdictOfAnotherTenantOrWithoutSenseGoesToTheDeadLetterTopic() {
        String id = alert("foreign");
        String foreign = "x-" + UUID.randomUUID();
        Feedback told = feedback(id, Feedback.Verdict.FALSE_POSITIVE, true);
        KafkaProbe.send(Topics.FEEDBACK, "k", foreign, "soc.feedback.given.v1", Api.newTenant(), told);
        KafkaProbe.send(Topics.FEEDBACK, "k", foreign + "2", "soc.feedback.given.v1", tenant, Map.of("verdict", 1));
        assertThat(KafkaProbe.read(
                        Topics.deadLetter(Topics.FEEDBACK),
                        Duration.ofSeconds(30),
                        records -> records.stream()
                                        .filter(one -> new String(one.headers()
                                                        .lastHeader("ce_id")
                                                        .value())
                                                .startsWith(foreign))
                                        .count()
                                == 2))
                .isNotEmpty();
        assertThat(Api.alert(tenant, id).getString("status")).isEqualTo("new");
    }

    /** What was sent before this took effect: the topic keeps the order of a key. */
    private void awaitAllTaken() {
        String last = alert("last-" + UUID.randomUUID());
        send("last-" + last, feedback(last, Feedback.Verdict.FALSE_POSITIVE, true));
        awaitStatus(last, "false_positive");
    }

    private void awaitStatus(String id, String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(Api.alert(tenant, id).getString("status")).isEqualTo(status));
    }

    private String alert(String title) {
        return Api.take(
                        tenant,
                        Map.of(
                                "title",
                                title,
                                "source",
                                "syslog",
                                "severity",
                                "low",
                                "event_time",
                                NOON.toString(),
                                "log_id",
                                UUID.randomUUID().toString()))
                .getString("alert.id");
    }

    private void send(String id, Feedback feedback) {
        KafkaProbe.send(Topics.FEEDBACK, tenant, tenant + id, "soc.feedback.given.v1", tenant, feedback);
    }

    private Feedback feedback(String alert, Feedback.Verdict verdict, boolean update) {
        return new Feedback("f", 1, tenant, "r-1", verdict, alert, null, null, "the scanner", update, "bea", NOON);
    }
}
