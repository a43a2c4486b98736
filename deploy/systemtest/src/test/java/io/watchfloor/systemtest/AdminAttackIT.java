package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rule of the source document, unchanged, on structured logs: its truth table over the whole path. */
class AdminAttackIT {
    private static final Instant T = Instant.parse("2026-04-01T10:00:00Z");
    private static final String TITLE = "Multiple Failed Logins to Admin Account";

    /** User, expected number of alerts, events counted, severity. */
    private record Expected(long count, String severity) {}

    private static final Map<String, Expected> TRUTH = Map.of(
            "admin_5_in_4m59", new Expected(5, "medium"),
            "admin_500", new Expected(500, "medium"),
            "admin_success_29m59", new Expected(5, "high"),
            "admin_success_30m01", new Expected(5, "medium"),
            "admin_success_before", new Expected(5, "medium"));

    @Test
    void theTruthTableHoldsInOrder() {
        check("truth-sorted", events());
    }

    @Test
    void theTruthTableHoldsShuffled() {
        List<String> events = new ArrayList<>(events());
        long seed = 20_260_401;
        Collections.shuffle(events, new Random(seed));
        check("truth-shuffled", events);
    }

    @Test
    void aCaseTellsTheStoryInItsTimeline() {
        SystemStack stack = SystemStack.running();
        Client client = stack.as("story");
        Pipeline pipeline = new Pipeline(client);
        pipeline.createRule(Pipeline.ADMIN_RULE.replaceFirst("\\{", "{\"auto_create_case\": true, "));
        pipeline.ingest(Attack.onAdmins(1, 6));
        await().atMost(Pipeline.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(pipeline.cases())
                        .hasSize(1)
                        .allSatisfy(c -> assertThat(c.path("severity").asText()).isEqualTo("high")));
        String id = pipeline.cases().getFirst().path("id").asText();
        List<JsonNode> timeline = pipeline.items(Service.CASES, "/api/v1/cases/" + id + "/timeline");
        assertThat(timeline).extracting(entry -> entry.path("kind").asText()).contains("created", "severity_changed");
        assertThat(timeline.stream().map(entry -> entry.path("seq").asInt()).sorted())
                .isEqualTo(IntStream.rangeClosed(1, timeline.size()).boxed().toList());
    }

    private static void check(String tenant, List<String> events) {
        Pipeline pipeline = new Pipeline(SystemStack.running().as(tenant));
        String rule = Pipeline.ADMIN_RULE.replaceFirst("\\{", "{\"title_template\": \"" + TITLE + " {{user.name}}\", ");
        pipeline.createRule(rule);
        for (int from = 0; from < events.size(); from += 200) {
            pipeline.ingest(events.subList(from, Math.min(events.size(), from + 200)));
        }
        pipeline.awaitIndexed("*", events.size());
        await().atMost(Pipeline.PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(alerts(pipeline)).isEqualTo(TRUTH));
        await().during(Duration.ofSeconds(2))
                .atMost(Pipeline.PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> alerts(pipeline).equals(TRUTH));
    }

    private static Map<String, Expected> alerts(Pipeline pipeline) {
        return pipeline.alerts().stream()
                .collect(java.util.stream.Collectors.toMap(
                        alert -> alert.path("title").asText().substring(TITLE.length() + 1),
                        alert -> new Expected(
                                alert.path("occurrence_count").asLong(),
                                alert.path("severity").asText())));
    }

    private static List<String> events() {
        List<String> events = new ArrayList<>();
        failures(events, "admin_4", 4, 60);
        failures(events, "admin_5_in_4m59", 4, 60);
        events.add(Attack.login("admin_5_in_4m59", T.plusSeconds(299), "auth_failure", "failure"));
        failures(events, "admin_5_in_5m01", 4, 60);
        events.add(Attack.login("admin_5_in_5m01", T.plusSeconds(301), "auth_failure", "failure"));
        IntStream.range(0, 500)
                .forEach(i -> events.add(Attack.login("admin_500", T.plusMillis(100L * i), "auth_failure", "failure")));
        failures(events, "sysadmin", 9, 1);
        for (String user : List.of("admin_success_29m59", "admin_success_30m01")) {
            failures(events, user, 5, 1);
        }
        events.add(success("admin_success_29m59", T.plusSeconds(4 + 1_799)));
        events.add(success("admin_success_30m01", T.plusSeconds(4 + 1_801)));
        events.add(success("admin_success_before", T.minusSeconds(1)));
        failures(events, "admin_success_before", 5, 1);
        return events;
    }

    private static void failures(List<String> events, String user, int count, int secondsApart) {
        IntStream.range(0, count)
                .forEach(i -> events.add(
                        Attack.login(user, T.plusSeconds((long) i * secondsApart), "auth_failure", "failure")));
    }

    private static String success(String user, Instant at) {
        return Attack.login(user, at, "auth_success", "success");
    }
}
