package io.watchfloor.cli.rules;

import io.watchfloor.cli.CommandException;
import io.watchfloor.rules.library.RuleLibrary;
import io.watchfloor.rules.library.SourceFile;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaProblem;
import io.watchfloor.rules.sigma.SigmaRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor rules match}: which rules match which events of files, on the production engine, without a server. */
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description =
                "Match Sigma rules against events in files, offline. Writes a line {\"eid\":…,\"rule_ids\":[…]} for each event; a correlation is named at the events that complete or grow its match.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; problems of single rules and lines were reported",
            "1:nothing could be done, or with --strict: a rule was refused or a line held no event",
            "2:wrong options"
        })
final class MatchCommand implements Callable<Integer> {
    private static final int MOST_REPORTED = 50;

    @Option(
            names = "--rules",
            required = true,
            arity = "1..*",
            paramLabel = "DIR",
            description = "Folders or files of Sigma rules (*.yml, *.yaml).")
    private List<Path> rules = List.of();

    @Option(
            names = "--events",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Files of events, a line each, or folders of them (*.jsonl, *.json, *.ndjson, *.log, *.gz); gzip is unpacked.")
    private List<Path> events = List.of();

    @Option(
            names = "--format",
            defaultValue = "labelled",
            paramLabel = "FORMAT",
            description =
                    "labelled: JSON objects with eid, logsource, event (default). raw: lines as their source wrote them.")
    private Format format = Format.labelled;

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "A processing pipeline instead of the format's own.")
    private @Nullable Path pipeline;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the answers go.")
    private @Nullable Path out;

    @Option(names = "--base-rules", description = "Also name rules that only serve correlations.")
    private boolean baseRules;

    @Option(names = "--strict", description = "Fail when a rule is refused or a line holds no event.")
    private boolean strict;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    MatchCommand() {}

    /** The names are the values of the option. */
    enum Format {
        labelled {
            @Override
            EventFormat lines() {
                return new LabelledFormat();
            }
        },
        raw {
            @Override
            EventFormat lines() {
                return new RawFormat();
            }
        };

        abstract EventFormat lines();
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter messages = spec.commandLine().getErr();
        long begun = System.nanoTime();
        EventFormat lines = format.lines();
        RuleLibrary library = load(lines, messages);
        Duration loaded = Duration.ofNanos(System.nanoTime() - begun);
        MatchRun run = new MatchRun(library, lines, baseRules, messages);
        List<Path> files = EventFiles.find(events);
        long asked = System.nanoTime();
        try (AnswerFile answers = new AnswerFile(Objects.requireNonNull(out))) {
            match(run, files, answers);
            rules(library, loaded, messages);
            events(run, answers, Duration.ofNanos(System.nanoTime() - asked), messages);
        }
        return strict && (!library.problems().isEmpty() || run.broken() > 0) ? 1 : 0;
    }

    private RuleLibrary load(EventFormat lines, PrintWriter messages) throws IOException {
        List<SourceFile> files = RuleFiles.read(rules);
        Pipeline mapping = pipeline == null ? lines.pipeline() : RuleFiles.pipeline(pipeline);
        RuleLibrary library = RuleLibrary.compile(files, mapping, Placeholders.NONE);
        report(library, messages);
        if (library.rules().size() == 0) {
            throw new CommandException("None of the " + files.size() + " files holds a rule that can be used.");
        }
        return library;
    }

    private static void report(RuleLibrary library, PrintWriter messages) {
        for (SigmaProblem problem : library.problems()) {
            messages.println(RuleFiles.line(problem));
        }
        List<SigmaRule> rejected = library.rejected();
        rejected.stream()
                .limit(MOST_REPORTED)
                .forEach(rule -> messages.printf(
                        "%s:%d: matches no events: %s%n",
                        rule.source().file(),
                        rule.source().line(),
                        String.join("; ", library.mapped(rule).notes())));
        if (rejected.size() > MOST_REPORTED) {
            messages.println("and " + (rejected.size() - MOST_REPORTED) + " more that match no events");
        }
        messages.flush();
    }

    private static void match(MatchRun run, List<Path> files, AnswerFile answers) throws IOException {
        for (Path file : files) {
            run.read(file, answers);
        }
        answers.finish(run.end());
    }

    private static void correlated(CorrelationRun correlations, PrintWriter messages) {
        if (correlations.size() > 0) {
            messages.printf(
                    Locale.ROOT,
                    "related  %,9d correlations, %,d of their events have no time%n",
                    correlations.size(),
                    correlations.timeless());
        }
        long forgotten = correlations.stats().evictedHits();
        if (forgotten > 0) {
            messages.printf(
                    Locale.ROOT, "forgotten %,8d events of correlations: there was no room for them%n", forgotten);
        }
    }

    private static void rules(RuleLibrary library, Duration loaded, PrintWriter messages) {
        messages.printf(
                Locale.ROOT,
                "rules    %,9d used, %,d problems, %,d match no events of this format (%.1f s)%n",
                library.rules().size(),
                library.problems().size(),
                library.rejected().size(),
                loaded.toMillis() / 1000.0);
    }

    private void events(MatchRun run, AnswerFile answers, Duration asked, PrintWriter messages) {
        double seconds = Math.max(asked.toMillis(), 1) / 1000.0;
        messages.printf(
                Locale.ROOT,
                "events   %,9d, %,d lines without an event (%.1f s, %,.0f events/s)%n",
                answers.events(),
                run.broken(),
                seconds,
                answers.events() / seconds);
        correlated(run.correlations(), messages);
        messages.printf(
                Locale.ROOT, "matched  %,9d events, %,d pairs of event and rule%n", answers.matched(), answers.pairs());
        messages.println("answers  " + out);
        messages.flush();
    }
}
