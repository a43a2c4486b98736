package io.watchfloor.cli.rules;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.rules.library.RuleLibrary;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watchfloor rules lint}: what is wrong, costly or missing in rules, without a server. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description =
                "Check Sigma rules: faults, unknown log sources and techniques, costly and untested rules, titles.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing, or warnings only", "1:there are errors", "2:wrong options"})
final class LintCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders or files of Sigma rules.")
    private List<Path> rules = List.of();

    @Option(names = "--format", defaultValue = "text", paramLabel = "FORMAT", description = "text (default) or json.")
    private Format format = Format.text;

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "A processing pipeline instead of the product's own (ECS).")
    private @Nullable Path pipeline;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    LintCommand() {}

    /** The names are the values of the option. */
    enum Format {
        text,
        json
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Pipeline events = pipeline == null ? Pipeline.ecs() : RuleFiles.pipeline(pipeline);
        List<Lint.Finding> findings = Lint.of(RuleLibrary.compile(RuleFiles.read(rules), events, Placeholders.NONE));
        long errors = findings.stream()
                .filter(finding -> finding.level() == Lint.Level.error)
                .count();
        if (format == Format.json) {
            out.println(ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(findings));
        } else {
            for (Lint.Finding finding : findings) {
                out.printf(
                        Locale.ROOT,
                        "%s:%d:%d: %s: %s: %s%n",
                        finding.file(),
                        finding.line(),
                        finding.column(),
                        finding.level(),
                        finding.code(),
                        finding.message());
            }
            out.printf(Locale.ROOT, "%,d errors, %,d warnings%n", errors, findings.size() - errors);
        }
        out.flush();
        return errors == 0 ? 0 : 1;
    }
}
