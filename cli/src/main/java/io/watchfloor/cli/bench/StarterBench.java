package io.watchfloor.cli.bench;

import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.SourceTree;
import io.watchfloor.cli.bench.StarterRates.Rate;
import io.watchfloor.cli.rules.RawEvents;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaFile;
import io.watchfloor.rules.sigma.SigmaParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor bench starter}: false positives of the starter pack on recordings in which nothing happens. */
@Command(
        name = "starter",
        mixinStandardHelpOptions = true,
        description = {
            "How often each rule of the starter pack fires on recorded events in which nothing happens,",
            "and each correlation on all recorded logs.",
            "Exit code 1 if one fires on more than 1 of 10,000 and rules/README.md gives no reason."
        })
public final class StarterBench implements Callable<Integer> {
    private static final String LOGS = "logs";
    private static final String SIGMA = "sigma/events";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder with logs and sigma (default: recorded data beside the source tree).")
    private @Nullable Path data;

    private final PrintStream out = System.out;

    StarterBench() {}

    @Override
    public Integer call() throws IOException {
        Path home = SourceTree.home();
        StarterReport report = report(home.resolve("rules"), folder(home));
        report.print(out);
        report.unexplained().forEach(rule -> out.println("no reason in rules/README.md: " + rule));
        out.println(report.json());
        return report.unexplained().isEmpty() ? 0 : 1;
    }

    /**
     * Counts.
     *
     * @param rules has the folder {@code starter} and the page that gives reasons
     */
    static StarterReport report(Path rules, Path data) throws IOException {
        SigmaCollection pack = pack(rules.resolve("starter"));
        StarterRates rates = new StarterRates(pack);
        QuietLogs.each(data, rates::count);
        List<Rate> all = new ArrayList<>(rates.rates());
        all.addAll(correlations(pack, data));
        return new StarterReport(all, StarterReasons.of(Files.readString(rules.resolve("README.md"))));
    }

    /** Of all logs: what a correlation is for takes many events, which quiet ones do not have. */
    private static List<Rate> correlations(SigmaCollection pack, Path data) throws IOException {
        CorrelationRates rates = new CorrelationRates(pack);
        CorrelationRates.Recordings labelled = rates.recordings(Pipeline.raw());
        QuietLogs.eachLabelled(data, labelled::count);
        labelled.end();
        CorrelationRates.Recordings logs = rates.recordings(Pipeline.ecs());
        Path folder = data.resolve(LOGS);
        RawEvents.each(folder, (file, event) -> logs.count(recording(folder.relativize(file)), event));
        logs.end();
        return rates.rates();
    }

    /** The kind of logs and who recorded them. */
    private static String recording(Path file) {
        return file.subpath(0, Math.min(2, file.getNameCount())).toString();
    }

    private Path folder(Path home) {
        Path found = data != null ? data : beside(home).orElse(home);
        if (!Files.isDirectory(found.resolve(LOGS)) || !Files.isDirectory(found.resolve(SIGMA))) {
            throw new CommandException(
                    found + " has no " + LOGS + " or no " + SIGMA + ": name a folder that has both by --data.");
        }
        return found;
    }

    /** The recorded data beside the source tree or above it. */
    public static Optional<Path> beside(Path home) {
        return Stream.iterate(home, at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared"))
                .filter(at -> Files.isDirectory(at.resolve(LOGS)))
                .findFirst();
    }

    private static SigmaCollection pack(Path folder) throws IOException {
        List<SigmaFile> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.filter(each -> each.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                String name = folder.relativize(path).toString();
                files.add(SigmaParser.parse(name, Files.readString(path), Placeholders.NONE));
            }
        }
        return SigmaCollection.of(files);
    }
}
