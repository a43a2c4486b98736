package io.watchfloor.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.Polling;
import io.watchfloor.cli.SourceTree;
import io.watchfloor.cli.TerminalProgress;
import io.watchfloor.cli.Tokens;
import io.watchfloor.local.ScratchService;
import io.watchfloor.local.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor bench correlate}: how long correlation takes when very many events share something with the given ones. */
@Command(
        name = "correlate",
        mixinStandardHelpOptions = true,
        description = "Correlation over many candidate events: 100 given ones, each of a user with very many events.")
public final class CorrelateBench implements Callable<Integer> {
    private static final String LOGS = "/api/v1/siem/logs";
    private static final String TOOL = "/api/v1/siem/tools/correlate-events";
    private static final int USERS = 100;
    private static final int BATCH = 1_000;
    private static final int WARM_UPS = 5;
    private static final double GOAL_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Option(
            names = "--candidates",
            defaultValue = "100000",
            description = "Events that share a user: ${DEFAULT-VALUE}.")
    private int candidates = 100_000;

    @Option(names = "--runs", defaultValue = "20", description = "Measured calls: ${DEFAULT-VALUE}.")
    private int runs = 20;

    @Option(names = "--clients", defaultValue = "1", description = "Calls at the same time: ${DEFAULT-VALUE}.")
    private int clients = 1;

    @Option(names = "--seed", defaultValue = "42", description = "Of the events: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Option(names = "--record", description = "Keep the result in docs/benchmarks.md.")
    private boolean record;

    private final PrintStream out = System.out;

    /** Made by picocli. */
    public CorrelateBench() {}

    @Override
    public Integer call() throws IOException {
        String setting = BenchRecord.machine() + "; seed " + seed + ", " + candidates + " candidates of " + USERS
                + " users among as many others within an hour, " + runs + " runs, " + clients + " at once";
        out.println(setting);
        try (ScratchService service =
                ScratchService.prepare(SourceTree.home(), Service.SEARCH, new TerminalProgress(System.err))) {
            service.start();
            Api api = new Api(
                    service.url(),
                    Tokens.issue(
                            service.identity(),
                            new Tokens.Holder("bench", "acme", List.of("analyst", "service"), List.of()),
                            Duration.ofHours(1)));
            List<String> given = load(api);
            CpuTime cpu = new CpuTime(List.of(service.pid(), service.database().pid()));
            return report(measure(api, given, cpu), setting);
        }
    }

    /** Answers the first event of each user. */
    private List<String> load(Api api) {
        Random random = new Random(seed);
        Instant from =
                Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.HOURS);
        List<String> given = new ArrayList<>();
        int all = candidates * 2;
        for (int at = 0; at < all; at += BATCH) {
            StringBuilder body = new StringBuilder();
            for (int i = at; i < Math.min(all, at + BATCH); i++) {
                body.append(event(i, from.plusMillis(3_600_000L * i / all), random))
                        .append('\n');
            }
            JsonNode answer =
                    api.post(LOGS, "application/x-ndjson", body.toString().getBytes(StandardCharsets.UTF_8));
            for (int i = 0; at == 0 && i < USERS; i++) {
                given.add(answer.path("items").get(2 * i).path("id").asText());
            }
        }
        Polling.until(
                PATIENCE,
                PAUSE,
                "all events to be stored",
                () -> stored(api) >= all ? Optional.of(true) : Optional.empty());
        return given;
    }

    private static long stored(Api api) {
        long sum = 0;
        for (JsonNode offset : api.get("/api/v1/siem/search/high-water")) {
            sum += offset.asLong();
        }
        return sum;
    }

    /** Every other one is a candidate. */
    private static ObjectNode event(int number, Instant time, Random random) {
        boolean isCandidate = number % 2 == 0;
        String user = isCandidate ? "user" + number / 2 % USERS : "other" + random.nextInt(50_000);
        return Api.JSON
                .createObjectNode()
                .put("timestamp", time.toString())
                .put("event_type", random.nextBoolean() ? "logon" : "file_read")
                .put("user", user)
                .put("host", "host" + random.nextInt(500))
                .put("source_ip", "10." + random.nextInt(200) + "." + random.nextInt(250) + "." + random.nextInt(250))
                .put("message", "event " + number + " of " + user);
    }

    /** @param unfinished calls that answered what they had when their time was over */
    private record Measured(Samples millis, double cpuMillis, int related, int leftOut, int unfinished) {}

    private Measured measure(Api api, List<String> given, CpuTime cpu) {
        ObjectNode request = Api.JSON
                .createObjectNode()
                .put("time_window", "2h")
                .put("hub_events", 10_000)
                .put("max_events", 100);
        ArrayNode ids = request.putArray("event_ids");
        given.forEach(ids::add);
        request.putArray("correlation_fields").add("user");
        JsonNode answer = Api.JSON.createObjectNode();
        for (int i = 0; i < WARM_UPS; i++) {
            answer = api.post(TOOL, request);
        }
        Queue<Double> millis = new ConcurrentLinkedQueue<>();
        AtomicInteger unfinished = new AtomicInteger();
        Duration before = cpu.used();
        try (ExecutorService callers = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < runs; i++) {
                callers.execute(() -> millis.add(millis(api, request, unfinished)));
            }
        }
        double used = cpu.used().minus(before).toNanos() / 1e6 / runs;
        return new Measured(
                Samples.of(List.copyOf(millis)),
                used,
                answer.path("total_related").asInt(),
                answer.path("left_out").asInt(),
                unfinished.get());
    }

    private static double millis(Api api, ObjectNode request, AtomicInteger unfinished) {
        long began = System.nanoTime();
        boolean complete = api.post(TOOL, request).path("complete").asBoolean();
        int unused = unfinished.addAndGet(complete ? 0 : 1);
        return (System.nanoTime() - began) / 1e6;
    }

    private int report(Measured measured, String setting) throws IOException {
        int found = measured.related() + measured.leftOut();
        new FigureTable()
                .row(
                        "correlation",
                        "%.0f ms, p95 %.0f ms, %.0f ms CPU",
                        measured.millis().median(),
                        measured.millis().percentile(95),
                        measured.cpuMillis())
                .row("related events found", "%,d of %,d", found, candidates - USERS)
                .row("ended by the limit of time", "%d of %d", measured.unfinished(), runs)
                .row("goal", "%s", measured.millis().median() < GOAL_MILLIS ? "below 2 s: met" : "below 2 s: MISSED")
                .print(out);
        String json = Api.JSON
                .createObjectNode()
                .put("bench", "correlate")
                .put("candidates", candidates)
                .put("found", found)
                .put("ms", Math.round(measured.millis().median()))
                .put("p95_ms", Math.round(measured.millis().percentile(95)))
                .put("cpu_ms", Math.round(measured.cpuMillis()))
                .toString();
        if (record) {
            out.println(BenchRecord.append(SourceTree.home(), "correlate", setting, json));
        }
        out.println(json);
        return found == candidates - USERS ? 0 : 1;
    }
}
