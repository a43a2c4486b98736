package io.watchfloor.cli.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.CommandException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Sends bulk requests, each thread one at a time; all of its work is done in these threads, so its CPU time is theirs. */
final class BulkClient {
    private static final int THREADS = 2;
    private static final String ALL_WELL = "\"errors\":false";
    private static final int HEAD = 200;

    private final URI bulk;
    private final AtomicLong cpuNanos = new AtomicLong();

    BulkClient(URI server) {
        this.bulk = server.resolve("/_bulk");
    }

    /** CPU time of this client so far. */
    Duration cpu() {
        return Duration.ofNanos(cpuNanos.get());
    }

    /** Sends all bodies and returns when the last is answered. */
    void send(BulkFile bodies) {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> sendAll(bodies)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new CommandException("OpenSearch did not take all events: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }

    private void sendAll(BulkFile bodies) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (Optional<byte[]> body = bodies.next(); body.isPresent(); body = bodies.next()) {
            send(body.get());
        }
        cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }

    private void send(byte[] body) {
        try {
            HttpURLConnection connection = (HttpURLConnection) bulk.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.setRequestProperty("Content-Type", "application/x-ndjson");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            byte[] answer = connection.getInputStream().readAllBytes();
            String head = new String(answer, 0, Math.min(HEAD, answer.length), StandardCharsets.UTF_8);
            if (!head.contains(ALL_WELL)) {
                throw new CommandException("OpenSearch refused an event: " + refusal(answer));
            }
        } catch (IOException e) {
            throw new CommandException("The bulk request failed: " + e, e);
        }
    }

    private static String refusal(byte[] answer) throws IOException {
        for (JsonNode item : Api.JSON.readTree(answer).path("items")) {
            JsonNode error = item.path("create").path("error");
            if (!error.isMissingNode()) {
                return error.toString();
            }
        }
        return new String(answer, 0, Math.min(HEAD, answer.length), StandardCharsets.UTF_8);
    }
}
