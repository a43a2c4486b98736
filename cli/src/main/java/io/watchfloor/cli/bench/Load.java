package io.watchfloor.cli.bench;

import io.watchfloor.cli.Api;
import io.watchfloor.cli.CommandException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Logs in the project's structured JSON form, sent as NDJSON batches over several connections, each with one batch in flight. */
final class Load {

    private static final String LOGS = "/api/v1/siem/logs";
    private static final List<String> TYPES = List.of("auth_success", "auth_failure", "data_access", "config_change");

    private final Api search;
    private final int connections;
    private final int batch;
    private final Random random;

    Load(Api search, int connections, int batch, long seed) {
        this.search = search;
        this.connections = connections;
        this.batch = batch;
        this.random = new Random(seed);
    }

    /** {@code count} events of these moments, marked with the run's name. */
    List<byte[]> batches(String run, int count, Instant from) {
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < count; i += batch) {
            StringBuilder body = new StringBuilder();
            for (int j = i; j < Math.min(count, i + batch); j++) {
                body.append(event(run, j, from.plusMillis(j / 10))).append('\n');
            }
            bodies.add(body.toString().getBytes(StandardCharsets.UTF_8));
        }
        return bodies;
    }

    private String event(String run, int number, Instant time) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        return Api.JSON
                .createObjectNode()
                .put("timestamp", time.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("event_type", type)
                .put("user", "user" + random.nextInt(2_000))
                .put("source_ip", "10." + random.nextInt(4) + "." + random.nextInt(250) + "." + random.nextInt(250))
                .put("target", "app-" + random.nextInt(40) + ".internal")
                .put("result", type.equals("auth_failure") ? "failure" : "success")
                .put("reason", "bench " + number)
                .put("severity", "low")
                .put("session_id", run)
                .toString();
    }

    /** Sends all and returns when the last is acknowledged, which is after Kafka has it. */
    void send(List<byte[]> bodies) {
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> sent = new ArrayList<>();
            bodies.forEach(body -> sent.add(threads.submit(() -> search.post(LOGS, "application/x-ndjson", body))));
            for (Future<?> answer : sent) {
                answer.get();
            }
        } catch (ExecutionException e) {
            throw new CommandException("The load could not be sent: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }
}
