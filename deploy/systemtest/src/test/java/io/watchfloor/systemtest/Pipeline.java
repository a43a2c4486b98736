package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The steps of the main path for one tenant, and what came out at its end. */
final class Pipeline {
    /** The rule of the source document as it stands there, notifications aside. */
    static final String ADMIN_RULE = """
            {
              "name": "Multiple Failed Logins to Admin Account",
              "description": "Detect brute force attack on admin account",
              "rule_type": "frequency",
              "condition": {"event_type": "auth_failure", "user": "admin*", "time_window": "5m", "threshold": 5},
              "enrichment": [{"source_ip": "lookup_geoip"}, {"source_ip": "lookup_threat_intel"}],
              "correlation": [
                {"name": "successful_admin_login", "time_after": "30m", "action": "ESCALATE_TO_HIGH"}
              ],
              "response": {
                "alert": true,
                "severity": "MEDIUM",
                "notification": ["security-team@company.com", "slack:#security"],
                "soar_playbook": "brute_force_admin_attack"
              }
            }
            """;

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Client client;

    Pipeline(Client client) {
        this.client = client;
    }

    String createRule(String rule) {
        return client.post(Service.DETECTION, "/api/v1/detections/rules", rule)
                .expect(201)
                .path("rule_id")
                .asText();
    }

    void ingest(List<String> lines) {
        JsonNode answer = client.send(
                        Service.SEARCH, "/api/v1/siem/logs", "application/x-ndjson", String.join("\n", lines))
                .expect(200);
        assertThat(answer.path("accepted").asInt()).isEqualTo(lines.size());
    }

    /** Exact number of events that match, over all time. */
    long count(String query) {
        return search(query, 1).path("total").path("value").asLong();
    }

    JsonNode search(String query, int max) {
        String path = "/api/v1/siem/search?from=2015-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&max_results=" + max
                + "&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        return client.get(Service.SEARCH, path).expect(200);
    }

    void awaitIndexed(String query, long expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(count(query)).isEqualTo(expected));
    }

    List<JsonNode> alerts() {
        return items(Service.CASES, "/api/v1/alerts?limit=200");
    }

    List<JsonNode> cases() {
        return items(Service.CASES, "/api/v1/cases?limit=200");
    }

    List<JsonNode> items(Service service, String path) {
        List<JsonNode> items = new ArrayList<>();
        client.get(service, path).expect(200).path("items").forEach(items::add);
        return items;
    }

    /** What an analyst sees of the alerts, without ids and times of this run. */
    Map<String, String> outcome() {
        Map<String, String> outcome = new TreeMap<>();
        for (JsonNode alert : alerts()) {
            String key = alert.path("title").asText() + " "
                    + alert.path("first_seen").asText();
            outcome.put(
                    key,
                    "count=%d severity=%s status=%s cases=%d last_seen=%s"
                            .formatted(
                                    alert.path("occurrence_count").asLong(),
                                    alert.path("severity").asText(),
                                    alert.path("status").asText(),
                                    alert.path("case_ids").size(),
                                    alert.path("last_seen").asText()));
        }
        outcome.put("cases", Integer.toString(cases().size()));
        return outcome;
    }
}
