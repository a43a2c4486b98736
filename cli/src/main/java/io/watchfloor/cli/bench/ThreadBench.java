package io.watchfloor.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.Polling;
import io.watchfloor.cli.Tokens;
import io.watchfloor.cli.demo.RuleSetup;
import io.watchfloor.local.Service;
import io.watchfloor.local.Stack;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor bench thread}: the whole path on a fresh stack of its own, which is removed afterwards. */
@Command(
        name = "thread",
        mixinStandardHelpOptions = true,
        description =
                "Durable ingest, CPU per event, event to searchable, event to alert; on a fresh stack of its own.")
final class ThreadBench extends StackBench {
    private static final String TENANT = "acme";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** One round's figures. */
    private record Round(double acknowledged, double indexed, double cpuMicros) {}

    @Option(names = "--events", defaultValue = "20000", description = "Events a round (default: ${DEFAULT-VALUE}).")
    private int events = 20_000;

    @Option(
            names = "--probes",
            defaultValue = "40",
            description = "Probes of each latency (default: ${DEFAULT-VALUE}).")
    private int probes = 40;

    ThreadBench() {
        super("thread");
    }

    @Override
    String setting() {
        return load().rounds() + " rounds of " + events + " events";
    }

    @Override
    Result measure(Stack stack) {
        String token = token(stack, "admin", "ingest", "analyst", "detection_engineer");
        Api store = new Api(stack.url(Service.SEARCH), token(stack, "service"));
        Api search = new Api(stack.url(Service.SEARCH), token);
        Api cases = new Api(stack.url(Service.CASES), token);
        var rule = RuleSetup.ensure(new Api(stack.url(Service.DETECTION), token));
        assert rule.created();
        CpuTime cpu = CpuTime.of(stack);
        Load batches = load().load(search);
        out().println("  warming up");
        Round warm = round(batches, store, cpu, "warm");
        assert warm.acknowledged() > 0;
        List<Round> measured = new ArrayList<>();
        for (int i = 1; i <= load().rounds(); i++) {
            Round round = round(batches, store, cpu, "r" + i);
            out().printf(
                            "  round %d: %,.0f events/s acknowledged, %,.0f searchable, %.0f us CPU/event%n",
                            i, round.acknowledged(), round.indexed(), round.cpuMicros());
            measured.add(round);
        }
        out().println("  latencies, " + probes + " probes each");
        Latency latency = new Latency(search, cases, "p" + load().seed());
        ThreadReport report = new ThreadReport(
                median(measured.stream().map(Round::acknowledged)),
                median(measured.stream().map(Round::indexed)),
                median(measured.stream().map(Round::cpuMicros)),
                latency.searchable(probes),
                latency.alerting(probes));
        return new Result(report.table(), report.json());
    }

    private Round round(Load load, Api store, CpuTime cpu, String name) {
        List<byte[]> bodies =
                load.batches(name, events, Clock.systemUTC().instant().minusSeconds(60));
        long target = stored(store) + events;
        Duration before = cpu.usedWhenIdle();
        long began = System.nanoTime();
        load.send(bodies);
        double acknowledged = (System.nanoTime() - began) / 1e9;
        // The store's mark moves in the transaction of the events; counting them by search would cost more than
        // storing.
        Polling.until(
                LIMIT,
                PAUSE,
                "the round to be searchable",
                () -> Optional.of(stored(store)).filter(stored -> stored >= target));
        double indexed = (System.nanoTime() - began) / 1e9;
        double micros = cpu.usedWhenIdle().minus(before).toNanos() / 1e3;
        return new Round(events / acknowledged, events / indexed, micros / events);
    }

    /** Events stored so far: the sum of the next offsets of all partitions. */
    private static long stored(Api store) {
        long sum = 0;
        for (JsonNode next : store.get("/api/v1/siem/search/high-water")) {
            sum += next.asLong();
        }
        return sum;
    }

    private static String token(Stack stack, String... roles) {
        return Tokens.issue(
                stack.identity(), new Tokens.Holder("bench", TENANT, List.of(roles), List.of()), Duration.ofHours(2));
    }

    private static double median(Stream<Double> values) {
        return Samples.of(values.toList()).median();
    }
}
