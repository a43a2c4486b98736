package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Topics;
import io.watchfloor.local.Service;
import io.watchfloor.testkit.stack.KafkaProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the stream found is found again in the stored events, also when the instance that looks is killed. */
class BacktestIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofSeconds(3);
    private static final Instant T0 = Instant.parse("2026-03-02T08:00:00Z");
    private static final int EVENTS = Integer.getInteger("backtest.events", 5_000);
    private static final String DETECTIONS = "/api/v1/detections";
    private static DetectionCluster cluster;

    @BeforeAll
    static void threeInstances() {
        cluster = new DetectionCluster(SystemStack.running(), Duration.ofSeconds(4));
    }

    @AfterAll
    static void oneInstance() {
        cluster.close();
    }

    @AfterEach
    void gatesAreOpen() {
        cluster.close(false);
    }

    @Test
    void aBacktestWhoseInstanceIsKilledFindsTheMatchesThatTheStreamFound() {
        Client client = SystemStack.running().as("bygone");
        Pipeline pipeline = new Pipeline(client);
        String rule = pipeline.createRule("""
                {"name": "Guesses", "rule_type": "frequency", "group_by": ["user"],
                 "condition": {"event_type": "auth_failure", "time_window": "1m", "threshold": 5}}
                """);
        awaitRulesKnown(pipeline);
        pipeline.ingest(IntStream.range(0, 900).mapToObj(BacktestIT::guess).toList());
        Set<String> live = live(rule, 45, PATIENCE);
        pipeline.awaitIndexed("event.outcome:failure", 900);

        cluster.close(true);
        UUID backtest = order(client, rule, "{\"from\":\"2026-03-02T00:00:00Z\",\"to\":\"2026-03-03T23:59:59Z\"}");
        await().atMost(PATIENCE)
                .until(() -> cluster.instances().stream().anyMatch(i -> i.gate().waiting() > 0));
        cluster.searching().process().kill();
        cluster.close(false);
        JsonNode report = report("bygone", backtest, 2);
        cluster.revive();

        Set<String> found = new HashSet<>();
        report.path("sample").forEach(match -> found.add(match.path("match_id").asText()));
        assertThat(found).isEqualTo(live).hasSize(45);
        assertThat(report.path("matches").asInt()).isEqualTo(45);
        assertThat(report.path("days")).hasSize(2);
        String ofRule = "/api/v1/alerts?limit=200&rule_id=" + rule;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pipeline.items(Service.CASES, ofRule))
                        .hasSize(report.path("alerts").asInt()));
    }

    @Test
    void manyEventsAreReadInOrderWithoutHoldingThem() {
        Client client = SystemStack.running().as("crowded");
        Pipeline pipeline = new Pipeline(client);
        String rule =
                pipeline.createRule("{\"name\": \"None\", \"rule_type\": \"query\", \"query\": \"user.name:nobody\"}");
        for (int batch = 0; batch < EVENTS / 1_000; batch++) {
            ingest(pipeline, batch);
        }
        for (int batch = 0; batch < EVENTS / 1_000; batch++) {
            pipeline.awaitIndexed("event.code:b" + batch, 1_000);
        }
        UUID backtest = order(client, rule, """
                {"from":"2026-03-02T00:00:00Z","to":"2026-03-04T00:00:00Z",
                 "rule":{"name":"All","rule_type":"query","query":"event.action:seen"}}
                """);
        JsonNode report = report("crowded", backtest, 1);
        assertThat(report.path("matches").asInt()).isEqualTo(EVENTS);
        System.out.printf(
                "system test: back-test of %d events: %s events/s with reading, %s ns of CPU an event by the rule%n",
                EVENTS,
                report.path("cost").path("events_per_second").asText(),
                report.path("cost").path("cpu_ns_per_event").asText());
        JsonNode preview = client.post(
                        Service.DETECTION,
                        DETECTIONS + "/rules/preview?from=2026-03-02T00:00:00Z&to=2026-03-04T00:00:00Z",
                        "{\"name\":\"n\",\"rule_type\":\"query\",\"query\":\"user.name:u3\"}")
                .expect(200);
        assertThat(preview.path("report").path("matches").asLong()).isEqualTo(pipeline.count("user.name:u3"));
        String event = preview.path("events").path(0).path("event.id").asText();
        assertThat(client.post(
                                Service.DETECTION,
                                DETECTIONS + "/rules/" + rule + "/explain",
                                "{\"event_id\":\"" + event + "\"}")
                        .expect(200)
                        .path("condition")
                        .path("seen")
                        .path(0)
                        .asText())
                .isEqualTo("u3");
    }

    /** An instance knows within a second what another one took: a rule made last has matched when those before it are known. */
    private static void awaitRulesKnown(Pipeline pipeline) {
        String last = pipeline.createRule(
                "{\"name\": \"Last\", \"rule_type\": \"query\", \"query\": \"event.action:probe\"}");
        AtomicInteger probes = new AtomicInteger();
        await().atMost(PATIENCE).untilAsserted(() -> {
            pipeline.ingest(List.of(event(probes.incrementAndGet(), "\"event.action\":\"probe\"")));
            assertThat(live(last, 1, A_WHILE)).isNotEmpty();
        });
    }

    private static void ingest(Pipeline pipeline, int batch) {
        pipeline.ingest(IntStream.range(batch * 1_000, (batch + 1) * 1_000)
                .mapToObj(i -> event(
                        i * 20L,
                        "\"event.action\":\"seen\",\"event.code\":\"b%d\",\"user.name\":\"u%d\""
                                .formatted(batch, i % 7)))
                .toList());
    }

    /** 15 users, each of whom guesses three times 20 times in a row. */
    private static String guess(int i) {
        int user = i % 15;
        int round = i / 300;
        int inRow = i % 300 / 15;
        return event(
                round * 86_400_000L / 4 + inRow * 3_000L + user,
                "\"event.category\":\"authentication\",\"event.outcome\":\"failure\",\"user.name\":\"guess%d\""
                        .formatted(user));
    }

    private static String event(long afterMs, String fields) {
        return "{\"@timestamp\":\"%s\",\"host.name\":\"h\",%s}".formatted(T0.plusMillis(afterMs), fields);
    }

    private static UUID order(Client client, String rule, String body) {
        return UUID.fromString(client.post(Service.DETECTION, DETECTIONS + "/rules/" + rule + "/backtest", body)
                .expect(202)
                .path("backtest_id")
                .asText());
    }

    /** From the database: the instance that answers may be the one that was killed. */
    private static JsonNode report(String tenant, UUID backtest, int attempts) {
        String sql = "select state, fencing_epoch, report from backtest where backtest_id = ?";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.sql(tenant, sql, backtest))
                        .first()
                        .hasFieldOrPropertyWithValue("state", "succeeded")
                        .hasFieldOrPropertyWithValue("fencing_epoch", attempts));
        try {
            return Client.JSON.readTree(
                    cluster.sql(tenant, sql, backtest).getFirst().get("report").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> live(String rule, int atLeast, Duration patience) {
        Set<String> ids = new HashSet<>();
        List<Match> read = new ArrayList<>();
        assertThat(KafkaProbe.read(Topics.MATCHES, patience, messages -> {
                    messages.stream()
                            .map(message -> ContractJson.read(message.value(), Match.class))
                            .filter(match -> match.ruleId().equals(rule))
                            .forEach(read::add);
                    read.forEach(match -> ids.add(match.matchId()));
                    return ids.size() >= atLeast;
                }))
                .isNotEmpty();
        assertThat(read).extracting(Match::trigger).containsOnly(Match.Trigger.STREAM);
        return ids;
    }
}
