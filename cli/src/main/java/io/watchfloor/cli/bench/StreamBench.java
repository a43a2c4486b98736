package io.watchfloor.cli.bench;

import io.watchfloor.cli.Api;
import io.watchfloor.cli.Polling;
import io.watchfloor.cli.SourceTree;
import io.watchfloor.cli.Tokens;
import io.watchfloor.local.Service;
import io.watchfloor.local.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor bench stream}: all rules in the running system, on a fresh stack of its own, which is removed afterwards. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description =
                "Events to matches with all rules enabled, and event to alert under load; on a fresh stack of its own.")
final class StreamBench extends StackBench {
    private static final String TENANT = "acme";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration ASK = Duration.ofMillis(15);

    /** One round's figures. */
    private record Round(double perSecond, double matchesPerEvent, double streamMicros, double allMicros) {}

    @Option(names = "--count", defaultValue = "60000", description = "Events a round (default: ${DEFAULT-VALUE}).")
    private int count = 60_000;

    @Option(
            names = "--probes",
            defaultValue = "100",
            description = "Events whose alert is waited for (default: ${DEFAULT-VALUE}).")
    private int probes = 100;

    @Option(
            names = "--share",
            defaultValue = "0.5",
            description = "Load beside the probes, of the rounds' rate (default: ${DEFAULT-VALUE}).")
    private double share = 0.5;

    @Option(names = "--rules", paramLabel = "DIR", description = "More Sigma rules, enabled though untested.")
    private @Nullable Path rules;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "Windows events as JSON lines (also .gz) in place of those made from the seed.")
    private @Nullable Path file;

    private final AtomicLong numbers = new AtomicLong(1);

    StreamBench() {
        super("stream");
    }

    @Override
    String setting() {
        return load().rounds() + " rounds of " + count + " events"
                + (file == null ? " made from the seed" : " of a file") + ", " + probes + " probes";
    }

    @Override
    Result measure(Stack stack) throws IOException {
        EventSupply events = file == null ? new OwnEvents(load().seed()) : RecordedEvents.read(file);
        Path starter = SourceTree.home().resolve("rules/starter");
        String token = Tokens.issue(
                stack.identity(),
                new Tokens.Holder(
                        "bench", TENANT, List.of("admin", "ingest", "analyst", "detection_engineer"), List.of()),
                Duration.ofHours(2));
        Api search = new Api(stack.url(Service.SEARCH), token);
        Api cases = new Api(stack.url(Service.CASES), token);
        BenchRules.Enabled enabled =
                new BenchRules(new Api(stack.url(Service.DETECTION), token)).enable(starter, rules);
        out().printf("  %,d rules enabled%n", enabled.rules());
        List<Round> measured = new ArrayList<>();
        try (DetectionStream stream = new DetectionStream(stack)) {
            Work work = new Work(
                    load().load(search), stream, new CpuTime(List.of(stack.pid(Service.DETECTION))), CpuTime.of(stack));
            for (int i = 0; i <= load().rounds(); i++) {
                Round round = round(work, events);
                out().printf(
                                "  %s: %,.0f events/s to matches, %.4f matches, %.0f us CPU of detection, %.0f of all, an event%n",
                                i == 0 ? "warming up" : "round " + i,
                                round.perSecond(),
                                round.matchesPerEvent(),
                                round.streamMicros(),
                                round.allMicros());
                measured.add(round);
            }
        }
        measured.removeFirst();
        double rate = median(measured, Round::perSecond);
        out().printf("  %d probes beside %,.0f events/s%n", probes, rate * share);
        try (SteadyLoad steady = new SteadyLoad(search, events, numbers, rate * share, load().connections())) {
            Samples alerting = alerting(search, cases, enabled.probed());
            StreamReport report = new StreamReport(
                    enabled.rules(),
                    rate,
                    median(measured, Round::streamMicros),
                    median(measured, Round::allMicros),
                    median(measured, Round::matchesPerEvent),
                    steady.perSecond(),
                    alerting);
            return new Result(report.table(), report.json());
        }
    }

    /** What a round works with. */
    private record Work(Load load, DetectionStream stream, CpuTime detection, CpuTime all) {}

    /** The stream is paused while events are taken in; then how long it takes for them while the store is still at work. */
    private Round round(Work work, EventSupply events) {
        int batch = load().batch();
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < count; i += batch) {
            bodies.add(events.batch(numbers.getAndAdd(batch), batch));
        }
        double sent = (double) bodies.size() * batch;
        DetectionStream stream = work.stream();
        stream.awaitCommitted();
        Duration all = work.all().usedWhenIdle();
        Duration detection = work.detection().used();
        long seen = stream.seen();
        long matches = stream.matches();
        stream.pause();
        try {
            work.load().send(bodies);
        } finally {
            stream.resume();
        }
        double seconds = stream.secondsFor(seen, (long) sent);
        stream.awaitCommitted();
        return new Round(
                sent / seconds,
                (stream.matches() - matches) / sent,
                work.detection().used().minus(detection).toNanos() / 1e3 / sent,
                work.all().usedWhenIdle().minus(all).toNanos() / 1e3 / sent);
    }

    /** Milliseconds from POST of an event to the first list of its rule's alerts that shows the alert, one after the other. */
    private Samples alerting(Api search, Api cases, String rule) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < probes; i++) {
            String name = "p" + load().seed() + "-" + i + ".";
            long began = System.nanoTime();
            var unused = search.post(
                    "/api/v1/siem/logs",
                    "application/x-ndjson",
                    BenchRules.probe(name).getBytes(StandardCharsets.UTF_8));
            Polling.until(
                    LIMIT,
                    ASK,
                    "a probe's alert",
                    () -> Optional.of(true)
                            .filter(yes -> cases.get("/api/v1/alerts?limit=2&rule_id=" + rule)
                                    .path("items")
                                    .toString()
                                    .contains(name)));
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return Samples.of(millis);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Samples.of(rounds.stream().map(figure::applyAsDouble).toList()).median();
    }
}
