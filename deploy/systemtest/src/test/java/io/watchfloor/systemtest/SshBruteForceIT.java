package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Topics;
import io.watchfloor.testkit.fixture.SharedData;
import io.watchfloor.testkit.stack.KafkaProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A recorded attack, through syslog over TCP, against facts computed independently of this project. */
class SshBruteForceIT {
    private static final String SCENARIO = "logs/scenarios/S01-ssh-bruteforce-openssh/";
    private static final String FAILED = "event.category:authentication AND event.outcome:failure";
    private static final String RULE = """
            {
              "name": "SSH password guessing by address",
              "rule_type": "frequency",
              "condition": {"event_type": "auth_failure", "time_window": "300s", "threshold": 5},
              "group_by": ["source.ip"],
              "dedup": {"fields": ["source.ip"], "window": "1h"},
              "title_template": "SSH password guessing from {{source.ip}}",
              "correlation": [
                {"name": "success_after_failures", "time_after": "300s", "action": "ESCALATE_TO_HIGH",
                 "query": "event.category:authentication AND event.outcome:success"}
              ],
              "auto_create_case": true,
              "response": {"alert": true, "severity": "medium"}
            }
            """;

    @Test
    void theRecordedAttackGivesTheKnownAlerts() throws IOException {
        Path log = SharedData.file(SCENARIO + "OpenSSH_2k.log");
        JsonNode expected = Client.JSON.readTree(Files.readAllBytes(SharedData.file(SCENARIO + "expected.json")));
        SystemStack stack = SystemStack.running();
        Pipeline pipeline = new Pipeline(stack.as(SystemStack.SYSLOG_TENANT));
        String rule = pipeline.createRule(RULE);

        syslog(stack.syslogPort(), Files.readAllBytes(log));

        pipeline.awaitIndexed("process.name:sshd", 2_000);
        assertThat(pipeline.count(FAILED)).isEqualTo(520);
        assertThat(pipeline.count("event.category:authentication AND event.outcome:success"))
                .isEqualTo(1);
        TreeMap<String, Long> wanted =
                bursts(expected, Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(wanted).hasSize(10);
        await().atMost(Pipeline.PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(seen(pipeline, rule)).isEqualTo(wanted));

        List<JsonNode> alerts = ofRule(pipeline, rule);
        assertThat(alerts).extracting(alert -> alert.path("severity").asText()).containsOnly("medium");
        assertThat(alerts.stream().map(alert -> alert.path("title").asText()).collect(Collectors.toSet()))
                .hasSize(9);
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(alert.path("case_ids")).hasSize(1));
        assertThat(matchIds(rule)).hasSize(10);
    }

    private static void syslog(int port, byte[] lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(lines);
            socket.getOutputStream().flush();
        }
    }

    /** Alerts as "address, time of day of the first event" to count. */
    private static TreeMap<String, Long> seen(Pipeline pipeline, String rule) {
        TreeMap<String, Long> seen = new TreeMap<>();
        for (JsonNode alert : ofRule(pipeline, rule)) {
            String address = alert.path("title").asText().replace("SSH password guessing from ", "");
            seen.put(
                    address + " " + alert.path("first_seen").asText().substring(11, 19),
                    alert.path("occurrence_count").asLong());
        }
        return seen;
    }

    private static List<JsonNode> ofRule(Pipeline pipeline, String rule) {
        return pipeline.alerts().stream()
                .filter(alert -> alert.path("rule_id").asText().equals(rule))
                .toList();
    }

    /** The same from the facts: failed lines of the address between the burst's first and last line. */
    private static TreeMap<String, Long> bursts(JsonNode expected, List<String> lines) {
        TreeMap<String, Long> bursts = new TreeMap<>();
        Set<Integer> failed = new HashSet<>();
        expected.path("evidence").path(0).path("lines").forEach(line -> failed.add(line.asInt()));
        for (JsonNode alert : expected.path("expected_alerts")) {
            String address = alert.path("group").path("source.ip").asText();
            List<Integer> members = new ArrayList<>();
            for (int line = alert.path("start_line").asInt();
                    line <= alert.path("last_line").asInt();
                    line++) {
                if (failed.contains(line) && lines.get(line - 1).contains(" from " + address + " ")) {
                    members.add(line);
                }
            }
            bursts.put(address + " " + alert.path("start_ts").asText().substring(11, 19), (long) members.size());
        }
        return bursts;
    }

    private static Set<String> matchIds(String rule) {
        return KafkaProbe.read(
                        Topics.MATCHES,
                        Pipeline.PATIENCE,
                        records -> records.stream()
                                        .map(message -> ContractJson.read(message.value(), Match.class))
                                        .filter(match -> match.ruleId().equals(rule))
                                        .map(Match::matchId)
                                        .distinct()
                                        .count()
                                >= 10)
                .stream()
                .map(message -> ContractJson.read(message.value(), Match.class))
                .filter(match -> match.ruleId().equals(rule))
                .map(Match::matchId)
                .collect(Collectors.toSet());
    }
}
