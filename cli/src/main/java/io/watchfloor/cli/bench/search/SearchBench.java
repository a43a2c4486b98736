package io.watchfloor.cli.bench.search;

import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.SourceTree;
import io.watchfloor.cli.TerminalProgress;
import io.watchfloor.cli.bench.BenchRecord;
import io.watchfloor.cli.bench.OwnEvents;
import io.watchfloor.cli.bench.StarterBench;
import io.watchfloor.cli.bench.corpus.Corpus;
import io.watchfloor.cli.bench.corpus.CorpusSamples;
import io.watchfloor.cli.bench.corpus.Samples;
import io.watchfloor.local.OpenSearchProcess;
import io.watchfloor.local.ScratchService;
import io.watchfloor.local.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code watchfloor bench search}: the event store beside OpenSearch on an amplified corpus. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "Ingest, disk and thirteen queries of the event store and of OpenSearch:",
            "the same events, the same machine, one of the two at work at a time."
        })
public final class SearchBench implements Callable<Integer> {
    /** Bytes of topic, bulk bodies and both stores together, for an event. */
    private static final long ROOM = 6_000;

    private static final long ROOM_WITH_ORIGINAL = 11_000;
    /** Lines of the service's log that a failure shows. */
    private static final int LOGGED = 60;

    @Mixin
    private SearchOptions options = new SearchOptions();

    private final PrintStream out = System.out;
    private final Progress progress = new Progress(System.err);

    /** Made by picocli. */
    public SearchBench() {}

    @Override
    public Integer call() throws IOException {
        Path home = SourceTree.home();
        if (!options.alone() && !OpenSearchProcess.isBuilt()) {
            throw new CommandException(
                    "OpenSearch is not built: ./watchfloor build, or --alone to measure without it.");
        }
        Corpus corpus = corpus(home);
        String setting = BenchRecord.machine() + "; " + options.setting() + "; ";
        out.println(setting
                + (options.alone()
                        ? "without OpenSearch"
                        : "OpenSearch: " + TheirIndex.SETTING + ", " + options.heap() + " MB of heap"));
        try (ScratchService service = ScratchService.prepare(home, Service.SEARCH, new TerminalProgress(System.err))) {
            requireRoom(service.directory());
            service.start();
            return measure(service, corpus, setting);
        }
    }

    /** What the service logged is gone with it: a failure shows the end. */
    private int measure(ScratchService service, Corpus corpus, String setting) throws IOException {
        try {
            return options.growth() ? growth(service, corpus) : compare(service, corpus, setting);
        } catch (CommandException e) {
            service.lastLog(LOGGED).forEach(progress::say);
            throw e;
        }
    }

    private Corpus corpus(Path home) {
        Instant end = Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.HOURS);
        OwnEvents own = new OwnEvents(options.seed());
        Path data = Optional.ofNullable(options.data())
                .or(() -> StarterBench.beside(home))
                .orElse(null);
        Samples samples = CorpusSamples.of(data, number -> own.next(number, end), end);
        out.println("Events made of " + samples.from());
        return new Corpus(new Corpus.Plan(options.seed(), options.events(), end, options.original()), samples);
    }

    private void requireRoom(Path folder) throws IOException {
        long needed = options.events() * (options.original() ? ROOM_WITH_ORIGINAL : ROOM);
        long there = Files.getFileStore(folder).getUsableSpace();
        if (there < needed) {
            throw new CommandException(
                    "There are %,d MB free in %s, %,d are needed: fewer --events, or another java.io.tmpdir."
                            .formatted(there >> 20, folder, needed >> 20));
        }
    }

    private int compare(ScratchService service, Corpus corpus, String setting) throws IOException {
        SearchReport report;
        try (Sides sides = new Sides(service, options, progress)) {
            Comparison comparison = new Comparison(sides.sides(), corpus, options, progress);
            if (options.verbose()) {
                comparison.show(out);
            }
            report = comparison.run();
        }
        report.table().print(out);
        report.disagreements().forEach(each -> out.println("DIFFERENT ANSWERS " + each));
        if (options.record()) {
            out.println(BenchRecord.append(SourceTree.home(), "search", setting, report.json()));
        }
        out.println(report.json());
        return report.disagreements().isEmpty() ? 0 : 1;
    }

    private int growth(ScratchService service, Corpus corpus) {
        Growth growth = new Growth(new OurSide(service, progress), corpus, options.runs(), progress);
        growth.measure();
        growth.table().print(out);
        out.println(growth.json());
        return 0;
    }
}
