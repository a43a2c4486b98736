package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a match on the stream to an analyst's verdict on it, and what the verdict does. */
class FeedbackIT {
    private static final String RULES = "/api/v1/detections/rules/";
    private final Client client = SystemStack.running().as("feedback");
    private final Pipeline pipeline = new Pipeline(client);

    @Test
    void aFalsePositiveIsCountedAndClosesTheAlertThatItIsAbout() {
        String rule = pipeline.createRule(Pipeline.ADMIN_RULE.replaceFirst("\\{", "{\"auto_create_case\": true, "));
        pipeline.ingest(Attack.onAdmins(1, 6));
        await().atMost(Pipeline.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(pipeline.cases()).hasSize(1));
        pipeline.awaitIndexed("*", 13);
        String alert = pipeline.alerts().getFirst().path("id").asText();
        Map<String, Object> verdict = Map.of(
                "verdict",
                "false_positive",
                "alert_id",
                alert,
                "case_id",
                pipeline.cases().getFirst().path("id").asText(),
                "log_id",
                pipeline.search("*", 1).path("events").path(0).path("event.id").asText(),
                "comment",
                "the nightly scan",
                "update_alert_status",
                true);
        String path = RULES + rule + "/feedback";
        client.post(Service.DETECTION, path, verdict).expect(201);
        client.post(Service.DETECTION, path, verdict).expect(200);
        client.post(
                        Service.DETECTION,
                        path,
                        Map.of(
                                "verdict",
                                "true_positive",
                                "alert_id",
                                UUID.randomUUID().toString()))
                .problem(422);
        await().atMost(Pipeline.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(client.get(Service.CASES, "/api/v1/alerts/" + alert)
                                .expect(200)
                                .path("status")
                                .asText())
                        .isEqualTo("false_positive"));
        assertThat(pipeline.items(Service.CASES, "/api/v1/alerts/" + alert + "/timeline"))
                .filteredOn(entry -> entry.path("summary").asText().contains("the nightly scan"))
                .hasSize(1);
        assertFigures(rule);
    }

    private void assertFigures(String rule) {
        await().atMost(Pipeline.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(client.get(Service.DETECTION, RULES + rule)
                                .expect(200)
                                .path("match_total")
                                .asLong())
                        .isEqualTo(1));
        JsonNode stored = client.get(Service.DETECTION, RULES + rule).expect(200);
        assertThat(stored.path("event_total").asLong()).isEqualTo(6);
        assertThat(stored.path("false_positives").asLong()).isEqualTo(1);
        assertThat(stored.path("last_triggered_at").isTextual()).isTrue();
        JsonNode metrics =
                client.get(Service.DETECTION, "/api/v1/detections/metrics").expect(200);
        assertThat(metrics.path("feedback").path("false_positives").asLong()).isEqualTo(1);
        assertThat(metrics.path("high_match_rules").path(0).path("rule_id").asText())
                .isEqualTo(rule);
    }
}
