package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Topics;
import io.watchfloor.local.Service;
import io.watchfloor.testkit.stack.KafkaProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Three instances share the schedule, and one of them dies, hangs or finds the store gone: every due time is one run, no
 * event is missed and none is found twice. {@code -Dschedule.rounds=10} and {@code -Dschedule.pause=90s} make it long.
 */
class ScheduleIT {
    private static final int ROUNDS = Integer.getInteger("schedule.rounds", 2);
    private static final Duration PAUSE = Duration.parse("PT" + System.getProperty("schedule.pause", "8s"));
    private static final Duration LEASE = PAUSE.dividedBy(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static DetectionCluster cluster;

    @BeforeAll
    static void threeInstances() {
        cluster = new DetectionCluster(SystemStack.running(), LEASE);
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
    void eachDueTimeIsExactlyOneRunWithThreeInstances() {
        Pipeline pipeline = new Pipeline(SystemStack.running().as("rounds"));
        IntStream.range(0, 100).forEach(i -> pipeline.createRule(rule("Round " + i, "nobody")));
        for (int round = 1; round <= ROUNDS; round++) {
            int expected = round * 100;
            Instant due = Instant.now();
            cluster.sql("rounds", "update rule set next_run_at = now()");
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> count("rounds", "status <> 'running'") >= expected);
            System.out.printf(
                    "system test: round %d: 100 due rules run by 3 instances in %d ms%n",
                    round, Duration.between(due, Instant.now()).toMillis());
        }
        assertThat(count("rounds", "true")).isEqualTo(ROUNDS * 100L);
        assertThat(count("rounds", "status = 'succeeded' and trigger_mode = 'scheduled'"))
                .isEqualTo(ROUNDS * 100L);
        assertThat(cluster.sql("rounds", "select rule_id from rule_run group by rule_id having count(*) <> " + ROUNDS))
                .isEmpty();
    }

    @Test
    void whatAKilledInstanceWasAtIsGoneOnWithByAnother() {
        String rule = store("killed", "victor", 40);
        cluster.close(true);
        due("killed", rule);
        await().atMost(PATIENCE)
                .until(() -> cluster.instances().stream().anyMatch(i -> i.gate().waiting() > 0));
        DetectionCluster.Instance victim = cluster.searching();
        victim.process().kill();
        cluster.close(false);
        assertThat(statuses("killed", rule, 2)).containsExactly("abandoned scheduled 0", "succeeded catch_up 40");
        assertThat(cluster.sql("killed", "select error from rule_run where status = 'abandoned'"))
                .first()
                .extracting(row -> row.get("error").toString())
                .asString()
                .contains("died or hung");
        eachOnce(rule, 40);
        cluster.revive();
    }

    @Test
    void aLeaseHolderThatWakesUpTooLateChangesNothing() {
        String rule = store("zombie", "zoe", 40);
        cluster.close(true);
        due("zombie", rule);
        await().atMost(PATIENCE)
                .until(() -> cluster.instances().stream().anyMatch(i -> i.gate().waiting() > 0));
        DetectionCluster.Instance sleeper = cluster.searching();
        Instant stopped = Instant.now();
        sleeper.signal("STOP");
        cluster.close(false);
        assertThat(statuses("zombie", rule, 2)).containsExactly("abandoned scheduled 0", "succeeded catch_up 40");
        await().atMost(PAUSE.plus(PATIENCE))
                .until(() -> Duration.between(stopped, Instant.now()).compareTo(PAUSE) > 0);
        sleeper.signal("CONT");
        await().atMost(PATIENCE).until(() -> cluster.log(sleeper).contains("Scheduled run failed tenant=zombie"));
        assertThat(statuses("zombie", rule, 2)).containsExactly("abandoned scheduled 0", "succeeded catch_up 40");
        eachOnce(rule, 40);
    }

    @Test
    void aRunWithoutTheStoreFailsAndTheNextOneBeginsWhereItDid() {
        SystemStack stack = SystemStack.running();
        String rule = store("storeless", "stella", 20);
        stack.kill(Service.SEARCH);
        due("storeless", rule);
        await().atMost(PATIENCE).until(() -> count("storeless", "status = 'failed'") > 0);
        stack.restart(Service.SEARCH);
        await().atMost(PATIENCE).until(() -> count("storeless", "status = 'succeeded'") > 0);
        assertThat(cluster.sql(
                        "storeless",
                        "select error from rule_run where status = 'failed' and trigger_mode = 'scheduled'"))
                .first()
                .extracting(row -> row.get("error").toString())
                .asString()
                .contains("search service");
        eachOnce(rule, 20);
        assertThat(cluster.sql("storeless", "select sum(match_count)::bigint as found from rule_run"))
                .first()
                .isEqualTo(Map.of("found", 20L));
    }

    @Test
    void whatIsDueWhileAllInstancesAreDownRunsWithinATickOfTheirReturn() {
        String rule = store("down", "dora", 5);
        cluster.instances().forEach(instance -> instance.process().kill());
        due("down", rule);
        cluster.revive();
        await().atMost(Duration.ofSeconds(3)).until(() -> count("down", "status = 'succeeded'") == 1);
        eachOnce(rule, 5);
    }

    /** A scheduled rule that has seen nothing yet of the events that are stored after it. */
    private static String store(String tenant, String user, int events) {
        Pipeline pipeline = new Pipeline(SystemStack.running().as(tenant));
        String rule = pipeline.createRule(rule("Watch " + user, user));
        pipeline.ingest(IntStream.range(0, events)
                .mapToObj(i ->
                        "{\"@timestamp\":\"%s\",\"event.action\":\"seen_%d\",\"user.name\":\"%s\",\"host.name\":\"h\"}"
                                .formatted(Instant.now().minusSeconds(i), i, user))
                .toList());
        pipeline.awaitIndexed("user.name:" + user, events);
        return rule;
    }

    private static String rule(String name, String user) {
        return """
                {"name": "%s", "rule_type": "query", "query": "user.name:%s", "schedule_enabled": true,
                 "schedule_interval_minutes": 60, "dedup": {"fields": ["event.action"], "window": "1d"}}
                """.formatted(name, user);
    }

    private static void due(String tenant, String rule) {
        cluster.sql(tenant, "update rule set next_run_at = now() where rule_id = ?", UUID.fromString(rule));
    }

    private static long count(String tenant, String condition) {
        return (long) cluster.sql(tenant, "select count(*) as n from rule_run where " + condition)
                .getFirst()
                .get("n");
    }

    /** Status, mode and matches of the rule's runs, oldest first, once there are so many and none runs. */
    private static List<String> statuses(String tenant, String rule, int runs) {
        await().atMost(PAUSE.plus(PATIENCE))
                .until(() -> count(tenant, "status <> 'running'") >= runs && count(tenant, "status = 'running'") == 0);
        return cluster
                .sql(
                        tenant,
                        "select status || ' ' || trigger_mode || ' ' || match_count as run from rule_run"
                                + " where rule_id = ? order by started_at",
                        UUID.fromString(rule))
                .stream()
                .map(row -> row.get("run").toString())
                .toList();
    }

    /** The schedule sent each match exactly once, and each became one alert, whatever the stream sent of the same. */
    private static void eachOnce(String rule, int expected) {
        List<Match> sent =
                KafkaProbe.read(
                                Topics.MATCHES,
                                PATIENCE,
                                read -> scheduled(read, rule).size() >= expected)
                        .stream()
                        .map(message -> ContractJson.read(message.value(), Match.class))
                        .filter(match -> match.ruleId().equals(rule) && match.trigger() == Match.Trigger.SCHEDULED)
                        .toList();
        assertThat(sent).extracting(Match::matchId).doesNotHaveDuplicates().hasSize(expected);
        Pipeline pipeline =
                new Pipeline(SystemStack.running().as(sent.getFirst().tenantId()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pipeline.alerts())
                        .hasSize(expected)
                        .allSatisfy(alert -> assertThat(
                                        alert.path("occurrence_count").asLong())
                                .isEqualTo(1)));
    }

    private static List<Match> scheduled(
            List<org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]>> read, String rule) {
        return read.stream()
                .map(message -> ContractJson.read(message.value(), Match.class))
                .filter(match -> match.ruleId().equals(rule) && match.trigger() == Match.Trigger.SCHEDULED)
                .toList();
    }
}
