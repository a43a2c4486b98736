package io.watchfloor.cli.quality;

import io.watchfloor.cli.CommandException;
import io.watchfloor.cli.SourceTree;
import io.watchfloor.cli.bench.StarterBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchfloor quality}: the figures of the analyst's tools on data with known answers. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description = "How good the analyst's tools are on data with known answers.")
public final class QualityCommand implements Callable<Integer> {
    private static final List<QualitySection> SECTIONS = List.of(
            new IocSection(), // a section a line
            new AttackSection(),
            new ParsersSection());

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of data with known answers (default: the one beside the source tree).")
    private @Nullable Path data;

    @Option(names = "--write", description = "Write docs/quality.md.")
    private boolean write;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    QualityCommand() {}

    @Override
    public Integer call() throws IOException {
        Path home = SourceTree.home();
        String page = page(shared(home));
        PrintWriter out = spec.commandLine().getOut();
        out.print(page);
        if (write) {
            Path file = Files.writeString(home.resolve("docs/quality.md"), page);
            out.println("Written to " + file);
        }
        out.flush();
        return 0;
    }

    private static String page(Path shared) throws IOException {
        StringBuilder page = new StringBuilder("# Quality of the analyst's tools\n\n")
                .append("Measured on data with known answers and written by `./watchfloor quality --write`.\n");
        for (QualitySection section : SECTIONS) {
            page.append("\n## ").append(section.title()).append("\n\n").append(section.markdown(shared));
        }
        return page.toString();
    }

    private Path shared(Path home) {
        if (data != null) {
            return data;
        }
        return StarterBench.beside(home)
                .orElseThrow(() -> new CommandException("There is no data beside the source tree: name it by --data."));
    }
}
