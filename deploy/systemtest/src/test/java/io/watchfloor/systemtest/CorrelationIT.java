package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A correlation over a correlation, from the import of its documents to alerts; calm, and with detection killed in the middle. */
class CorrelationIT {
    private static final String DOCUMENTS = """
            title: Guessed
            id: 0d4f3c0e-8a3e-4c43-9f59-50f7d2c1a001
            level: high
            correlation:
              type: temporal_ordered
              rules: [guessing, success]
              group-by: [user.name]
              timespan: 30m
            ---
            title: Guessing
            id: 0d4f3c0e-8a3e-4c43-9f59-50f7d2c1a002
            name: guessing
            correlation:
              type: event_count
              rules: [failure]
              group-by: [user.name]
              timespan: 5m
              condition: {gte: 5}
            ---
            title: Failure
            id: 0d4f3c0e-8a3e-4c43-9f59-50f7d2c1a003
            name: failure
            logsource: {category: application}
            detection:
              selection: {event.outcome: failure, user.name|startswith: admin}
              condition: selection
            ---
            title: Success
            id: 0d4f3c0e-8a3e-4c43-9f59-50f7d2c1a004
            name: success
            logsource: {category: application}
            detection:
              selection: {event.outcome: success}
              condition: selection
            """;
    private static final int USERS = 12;
    private static final List<String> INPUT = Attack.onAdmins(USERS, 12);
    private static final Duration LONG = Duration.ofSeconds(120);

    @Test
    void aKilledServiceLosesAndDoublesNothing() {
        SystemStack stack = SystemStack.running();
        Pipeline calm = imported(stack.as("correlated-calm"));
        calm.ingest(INPUT);
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(calm.alerts()).hasSize(USERS / 2).allSatisfy(CorrelationIT::isGuessed));
        Map<String, String> expected = calm.outcome();

        Pipeline pipeline = imported(stack.as("correlated-crash"));
        int half = INPUT.size() / 2;
        pipeline.ingest(INPUT.subList(0, half));
        stack.kill(Service.DETECTION);
        pipeline.ingest(INPUT.subList(half, INPUT.size()));
        stack.restart(Service.DETECTION);
        sendUntilTaken(pipeline, INPUT);
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(pipeline.outcome()).isEqualTo(expected));
        await().during(Duration.ofSeconds(3))
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> pipeline.outcome().equals(expected));
    }

    /** The hot failures are what the inner correlation tells; with the success they are the match. */
    private static void isGuessed(JsonNode alert) {
        assertThat(alert.path("title").asText()).startsWith("Guessed: admin_");
        assertThat(alert.path("severity").asText()).isEqualTo("high");
        assertThat(alert.path("occurrence_count").asLong()).isEqualTo(9);
    }

    private static Pipeline imported(Client client) {
        JsonNode report = client.send(
                        Service.DETECTION,
                        "/api/v1/detections/rules/import?enable=true&allow_untested=true",
                        "application/yaml",
                        DOCUMENTS)
                .expect(200);
        assertThat(report.path("accepted")).hasSize(1);
        return new Pipeline(client);
    }

    private static void sendUntilTaken(Pipeline pipeline, List<String> lines) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(200))
                .ignoreException(UncheckedIOException.class)
                .untilAsserted(() -> pipeline.ingest(lines));
    }
}
