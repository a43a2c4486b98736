package io.watchfloor.cli.bench;

import io.watchfloor.cli.Api;
import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.SourceTree;
import io.watchfloor.observables.IocExtractor;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor bench ioc}: the extractor of indicators on recorded logs, and on texts made to be slow. One thread, no server. */
@Command(
        name = "ioc",
        mixinStandardHelpOptions = true,
        description = "Finding indicators in recorded logs, and in texts that are made to be slow.")
final class IocBench implements Callable<Integer> {
    private static final int MEBIBYTE = 1 << 20;
    private static final int WARM_UP = 2;
    private static final List<String> HARD = List.of(
            "1.",
            "[",
            "a@",
            "http://",
            ":",
            "0123456789abcdef",
            "(",
            "[.]",
            "a.",
            "\\",
            "::1 ",
            "evil.com ",
            "http://a.co ",
            "a@b.co ");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder with logs (default: recorded data beside the source tree).")
    private @Nullable Path data;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds; medians are shown (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--record", description = "Append the result to docs/benchmarks.md.")
    private boolean record;

    private final PrintStream out = System.out;
    private final IocExtractor extractor = new IocExtractor();

    IocBench() {}

    /** Texts, their bytes in UTF-8. */
    private record Logs(List<String> texts, long bytes) {}

    @Override
    public Integer call() throws IOException {
        Path home = SourceTree.home();
        Logs logs = read(folder(home));
        String machine = BenchRecord.machine() + "; " + rounds + " rounds, one thread";
        out.println(machine);
        LongSupplier cpu = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
        double seconds = median(() -> logs.texts().forEach(this::scan), cpu) / 1e9;
        double rate = logs.bytes() / 1e6 / seconds;
        FigureTable table = new FigureTable()
                .row(
                        "recorded logs",
                        "%,.1f MB, %,d files",
                        logs.bytes() / 1e6,
                        logs.texts().size())
                .row("rate", "%,.1f MB per CPU second", rate);
        Map<String, Double> hard = new LinkedHashMap<>();
        for (String pattern : HARD) {
            String text = pattern.repeat(MEBIBYTE / pattern.length());
            hard.put(pattern, median(() -> scan(text), System::nanoTime) / 1e6);
            table.row("1 MiB of " + pattern, "%,.1f ms", hard.get(pattern));
        }
        table.print(out);
        finish(home, machine, json(logs, rate, hard));
        return 0;
    }

    private void finish(Path home, String machine, String json) throws IOException {
        if (record) {
            out.println(BenchRecord.append(home, "ioc", machine, json));
        }
        out.println(json);
    }

    private static String json(Logs logs, double rate, Map<String, Double> hard) {
        double slowest =
                hard.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return Api.JSON
                .createObjectNode()
                .put("mb", Math.round(logs.bytes() / 1e5) / 10.0)
                .put("mb_per_cpu_second", Math.round(rate * 10) / 10.0)
                .put("slowest_mebibyte_ms", Math.round(slowest * 10) / 10.0)
                .toString();
    }

    private void scan(String text) {
        if (extractor.extract(text).found().size() > IocExtractor.MAX_FOUND) {
            throw new IllegalStateException("more than the limit");
        }
    }

    /** Of so many rounds after warm-up, in the unit of the clock. */
    private double median(Runnable work, LongSupplier clock) {
        long[] taken = new long[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            long begun = clock.getAsLong();
            work.run();
            if (round >= 0) {
                taken[round] = clock.getAsLong() - begun;
            }
        }
        Arrays.sort(taken);
        return taken[rounds / 2];
    }

    private static Logs read(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = content(file);
                bytes += content.length;
                texts.add(new String(content, StandardCharsets.UTF_8));
            }
        }
        return new Logs(texts, bytes);
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return in.readAllBytes();
        }
    }

    private Path folder(Path home) {
        Path found = data != null ? data : StarterBench.beside(home).orElse(home);
        if (!Files.isDirectory(found.resolve("logs"))) {
            throw new CommandException(found + " has no folder logs: name one that has by --data.");
        }
        return found.resolve("logs");
    }
}
