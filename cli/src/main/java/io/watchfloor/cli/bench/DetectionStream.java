package io.watchfloor.cli.bench;

import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.Polling;
import io.watchfloor.local.Service;
import io.watchfloor.local.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The stream of the detection-service from outside: its process can be paused, and how far it is can be seen. */
final class DetectionStream implements AutoCloseable {
    private static final String GROUP = "detection-stream";
    private static final String EVENTS = "siem.events.v1";
    private static final String MATCHES = "siem.matches.v1";
    private static final String COUNTER = "watchfloor_stream_events_total";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final long pid;
    private final HttpRequest metrics;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Admin admin;

    DetectionStream(Stack stack) {
        this.pid = stack.pid(Service.DETECTION);
        URI url = stack.url(Service.DETECTION).resolve("/q/metrics");
        this.metrics =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30)).build();
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.broker().bootstrapServers()));
    }

    /** The process stands still until {@link #resume}, as if it had no processor. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new CommandException("kill -" + name + " of the detection-service failed.");
            }
        } catch (IOException e) {
            throw new CommandException("The detection-service could not be paused: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }

    /** Events that rules were asked about since the process started. */
    long seen() {
        try {
            String text =
                    client.send(metrics, HttpResponse.BodyHandlers.ofString()).body();
            return text.lines()
                    .filter(line -> line.startsWith(COUNTER))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .mapToLong(value -> (long) Double.parseDouble(value))
                    .sum();
        } catch (IOException e) {
            throw new CommandException("The detection-service does not tell its metrics: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }

    /** Waits until this many more events than {@code before} were seen; answers the seconds from the first of them to the last. */
    double secondsFor(long before, long events) {
        long[] began = {System.nanoTime()};
        Polling.until(LIMIT, PAUSE, "the stream", () -> {
            long asked = System.nanoTime();
            long done = seen() - before;
            began[0] = done == 0 ? asked : began[0];
            return Optional.of(done).filter(all -> all >= events);
        });
        return (System.nanoTime() - began[0]) / 1e9;
    }

    /** Waits until all events are committed, so what they made fire is in its topic. */
    void awaitCommitted() {
        Polling.until(
                LIMIT,
                PAUSE,
                "the stream to commit",
                () -> Optional.of(true).filter(yes -> committed() >= end(EVENTS)));
    }

    long matches() {
        return end(MATCHES);
    }

    private long committed() {
        return answer(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(EVENTS))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    private long end(String topic) {
        Map<TopicPartition, OffsetSpec> ends =
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                        .flatMap(found -> found.partitions().stream())
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest()));
        return answer(admin.listOffsets(ends).all()).values().stream()
                .mapToLong(found -> found.offset())
                .sum();
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new CommandException("Kafka does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
