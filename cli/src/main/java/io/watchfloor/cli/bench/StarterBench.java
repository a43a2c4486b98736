package io.watchfloor.cli.bench;

import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.SourceTree;
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
            "How often each rule of the starter pack fires on recorded events in which nothing happens.",
            "Exit code 1 if one fires on more than 1 of 10,000 and rules/README.md gives no reason."
        })
final class StarterBench implements Callable<Integer> {
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
        StarterRates rates = new StarterRates(pack(rules.resolve("starter")));
        QuietLogs.each(data, rates::count);
        return new StarterReport(rates.rates(), StarterReasons.of(Files.readString(rules.resolve("README.md"))));
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
    static Optional<Path> beside(Path home) {
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
