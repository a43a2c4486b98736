package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.watchfloor.local.Service;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each service is killed once in the middle, and everything is sent twice: the outcome is that of a quiet day. */
class CrashIT {
    private static final String RULE = Pipeline.ADMIN_RULE.replaceFirst(
            "\\{", "{\"auto_create_case\": true, \"title_template\": \"Guessing on {{user.name}}\", ");
    private static final List<String> INPUT = Attack.onAdmins(20, 24);
    private static final int CHUNK = 40;
    private static final Duration LONG = Duration.ofSeconds(120);

    @Test
    void nothingIsLostAndNothingDoubledUnderKill9AndRedelivery() {
        SystemStack stack = SystemStack.running();
        Map<String, String> calm = calm(stack);
        assertThat(calm).hasSize(21).containsEntry("cases", "20");

        Client client = stack.as("crash");
        Pipeline pipeline = new Pipeline(client);
        pipeline.createRule(RULE);
        List<List<String>> chunks = chunks();
        int step = chunks.size() / Service.values().length;
        for (Service victim : Service.values()) {
            int from = victim.ordinal() * step;
            chunks.subList(from, from + step / 2).forEach(chunk -> sendUntilTaken(pipeline, chunk));
            stack.kill(victim);
            if (victim != Service.SEARCH) {
                chunks.subList(from + step / 2, from + step).forEach(chunk -> sendUntilTaken(pipeline, chunk));
            }
            stack.restart(victim);
        }
        chunks.forEach(chunk -> sendUntilTaken(pipeline, chunk));

        pipeline.awaitIndexed("*", INPUT.size());
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(pipeline.outcome()).isEqualTo(calm));
        chunks.forEach(chunk -> sendUntilTaken(pipeline, chunk));
        await().during(Duration.ofSeconds(4))
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> pipeline.outcome().equals(calm) && pipeline.count("*") == INPUT.size());
    }

    private static Map<String, String> calm(SystemStack stack) {
        Pipeline pipeline = new Pipeline(stack.as("calm"));
        pipeline.createRule(RULE);
        chunks().forEach(pipeline::ingest);
        await().atMost(LONG).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(pipeline.alerts())
                    .hasSize(20)
                    .allSatisfy(alert ->
                            assertThat(alert.path("occurrence_count").asLong()).isEqualTo(24));
            assertThat(pipeline.alerts().stream()
                            .filter(alert -> alert.path("severity").asText().equals("high")))
                    .hasSize(10);
        });
        return pipeline.outcome();
    }

    /** A sender that does not know whether its request was taken sends it again. */
    private static void sendUntilTaken(Pipeline pipeline, List<String> chunk) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(200))
                .ignoreException(UncheckedIOException.class)
                .untilAsserted(() -> pipeline.ingest(chunk));
    }

    private static List<List<String>> chunks() {
        return java.util.stream.IntStream.range(0, (INPUT.size() + CHUNK - 1) / CHUNK)
                .mapToObj(i -> INPUT.subList(i * CHUNK, Math.min(INPUT.size(), (i + 1) * CHUNK)))
                .toList();
    }
}
