package io.watchfloor.cli.bench;

import io.watchfloor.cli.SourceTree;
import io.watchfloor.rules.library.RuleLibrary;
import io.watchfloor.rules.library.SourceFile;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor bench detect}: the stream matcher and the correlations, one thread, no server. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description =
                "All rules on a recorded stream against finding the values alone and against plain evaluation; correlations.")
final class DetectBench implements Callable<Integer> {
    private static final int WARM_UP = 4;
    private static final int NAIVE_EVENTS = 300;
    private static final int KIND_EVENTS = 4_000;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder with rules and throughput/windows_stream.jsonl.gz (default: recorded data beside the source tree).")
    private @Nullable Path data;

    @Option(
            names = "--rounds",
            defaultValue = "9",
            description = "Rounds; medians are shown (default: ${DEFAULT-VALUE}).")
    private int rounds = 9;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of the correlated hits (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--record", description = "Append the result to docs/benchmarks.md.")
    private boolean record;

    private final PrintStream out = System.out;

    DetectBench() {}

    /** The compiled rules and what compiling them took. */
    private record Loaded(RuleLibrary library, double seconds, double heapMb) {}

    @Override
    public Integer call() throws IOException {
        Path home = SourceTree.home();
        DetectInput input = DetectInput.find(data, home);
        Loaded loaded = load(input);
        String machine = BenchRecord.machine() + "; seed " + seed + ", " + rounds + " rounds, one thread";
        out.println(machine);
        DetectReport report = measure(input, loaded);
        report.table().print(out);
        if (record) {
            out.println(BenchRecord.append(home, "detect", machine, report.json()));
        }
        out.println(report.json());
        return 0;
    }

    private static Loaded load(DetectInput input) throws IOException {
        long before = usedHeap();
        long begun = System.nanoTime();
        List<SourceFile> files = input.readRules();
        RuleLibrary library = RuleLibrary.compile(files, Pipeline.raw(), Placeholders.NONE);
        double seconds = (System.nanoTime() - begun) / 1e9;
        files = List.of();
        return new Loaded(library, seconds, (usedHeap() - before) / 1e6);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private DetectReport measure(DetectInput input, Loaded loaded) throws IOException {
        byte[] stream = input.readStream();
        List<DetectInput.Line> lines = DetectInput.lines(stream);
        RuleLibrary library = loaded.library();
        out.println("  stream: " + lines.size() + " events, " + rounds + " rounds");
        StreamRounds matched = new StreamRounds(library.rules(), stream, lines);
        matched.run(WARM_UP, rounds);
        out.println("  plain evaluation of " + KIND_EVENTS + " and of " + NAIVE_EVENTS + " events");
        NaiveRounds naive = new NaiveRounds(library, stream);
        double kind = naive.rulesOfItsKind(every(lines, KIND_EVENTS));
        double all = naive.everyRule(every(lines, NAIVE_EVENTS));
        out.println("  correlation");
        CorrelationRounds correlation = new CorrelationRounds();
        double correlated = correlation.run(seed);
        return new DetectReport(
                library.rules().size(),
                library.rules().predicates(),
                loaded.seconds(),
                loaded.heapMb(),
                library.rules().tableBytes() / 1e6,
                matched.scanRate(),
                matched.matchRate(),
                matched.matchRateOfKnownValues(),
                (double) stream.length / lines.size(),
                kind,
                all,
                correlated,
                correlation.stats().groups(),
                matched.matches());
    }

    /** So many lines spread evenly over the stream. */
    private static List<DetectInput.Line> every(List<DetectInput.Line> lines, int count) {
        int step = Math.max(1, lines.size() / count);
        return IntStream.range(0, lines.size() / step)
                .mapToObj(i -> lines.get(i * step))
                .toList();
    }
}
