package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import io.watchfloor.local.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Muting from the log to the alert that did not come, and back. */
class SuppressionIT {
    private static final String TENANT = "muted";
    private static final String RULE = """
            {"name": "Login of a stranger", "rule_type": "query", "query": "event.action:stranger_login",
             "title_template": "Stranger {{user}}", "severity": "medium", "dedup": {"fields": ["user"]}}
            """;

    private final Client client = SystemStack.running().as(TENANT);
    private final Pipeline pipeline = new Pipeline(client);

    @Test
    void aMutedEventMakesNoAlertUntilItIsBroughtBack() {
        Instant start = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        Instant end = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
        String rule = pipeline.createRule(RULE);
        String path = "/api/v1/detections/rules/" + rule + "/suppressions";
        String suppression = path + "/"
                + client.post(Service.DETECTION, path, """
                        {"reason": "drill", "criteria": {"user": ["mallory", "trudy"]},
                         "starts_at": "%s", "ends_at": "%s"}
                        """.formatted(start, end))
                        .expect(201)
                        .path("id")
                        .asText();
        awaitKnown();

        pipeline.ingest(List.of(
                login("mallory", start),
                login("mallory", start.minusSeconds(1)),
                login("trudy", start.plusSeconds(1)),
                login("alice", start.plusSeconds(2))));

        await().atMost(Pipeline.PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            assertThat(titles()).isEqualTo(Set.of("Stranger mallory", "Stranger alice"));
            assertThat(get(suppression).path("hit_count").asLong()).isEqualTo(2);
        });
        assertThat(pipeline.alerts())
                .allSatisfy(alert ->
                        assertThat(alert.path("occurrence_count").asInt()).isEqualTo(1));

        pipeline.awaitIndexed("event.action:stranger_login", 4);
        refusesPromotion(rule, end);
        JsonNode run = client.post(
                        Service.DETECTION, "/api/v1/detections/rules/" + rule + "/run", "{\"time_range\":\"1h\"}")
                .expect(200);
        assertThat(run.path("match_count").asInt()).isEqualTo(4);
        assertThat(run.path("suppressed_count").asInt()).isEqualTo(2);
        assertThat(get(suppression).path("hit_count").asLong()).isEqualTo(2);

        client.delete(Service.DETECTION, suppression).expect(200);
        for (JsonNode hit : get(suppression + "/hits").path("items")) {
            if (hit.has("match_id")) {
                client.post(
                                Service.DETECTION,
                                suppression + "/hits/" + hit.path("id").asText() + "/promote",
                                "")
                        .expect(202);
            }
        }
        await().atMost(Pipeline.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(counts())
                        .isEqualTo(Set.of("Stranger mallory 2", "Stranger trudy 1", "Stranger alice 1")));
    }

    private void refusesPromotion(String rule, Instant end) {
        String log = pipeline.search("user:trudy", 1)
                .path("events")
                .path(0)
                .path("event.id")
                .asText();
        JsonNode muted = client.post(
                        Service.PROMOTION, "/api/v1/siem/logs/" + log + "/promote", "{\"rule_id\":\"" + rule + "\"}")
                .problem(409);
        assertThat(muted.path("type").asText()).isEqualTo("urn:watchfloor:problem:event-suppressed");
        assertThat(Instant.parse(muted.path("suppressed_until").asText())).isEqualTo(end);
    }

    /** The projection is a topic away from the rule's service. */
    private static void awaitKnown() {
        ServiceDatabase database = SystemStack.running().database(Service.PROMOTION);
        await().atMost(Pipeline.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(known(database)).isEqualTo(1));
    }

    private static int known(ServiceDatabase database) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.appUser(), database.appPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("select set_config('app.tenant', '" + TENANT + "', false)");
            try (ResultSet counted = statement.executeQuery("select count(*) from suppression_projection")) {
                counted.next();
                return counted.getInt(1);
            }
        }
    }

    private Set<String> titles() {
        return pipeline.alerts().stream()
                .map(alert -> alert.path("title").asText())
                .collect(Collectors.toSet());
    }

    private Set<String> counts() {
        return pipeline.alerts().stream()
                .map(alert -> alert.path("title").asText() + " "
                        + alert.path("occurrence_count").asInt())
                .collect(Collectors.toSet());
    }

    private JsonNode get(String path) {
        return client.get(Service.DETECTION, path).expect(200);
    }

    private static String login(String user, Instant at) {
        return Attack.login(user, at, "stranger_login", "success");
    }
}
