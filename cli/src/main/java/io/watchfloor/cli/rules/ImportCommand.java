package io.watchfloor.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.ServiceOptions;
import io.watchfloor.local.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watchfloor rules import}: files of Sigma rules into the running system. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Import Sigma rules into the running system; nothing is taken of a file with a problem.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all files were taken", "1:files were refused", "2:wrong options"})
final class ImportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders or files of Sigma rules.")
    private List<Path> rules = List.of();

    @Option(names = "--dry-run", description = "Only say what would happen.")
    private boolean dryRun;

    @Option(names = "--enable", description = "Enable the rules whose tests pass.")
    private boolean enable;

    @Option(names = "--allow-untested", description = "With --enable also those without tests; for administrators.")
    private boolean allowUntested;

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    ImportCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode report = new StoredRules(service.api(Service.DETECTION, "detection_engineer"))
                .send(rules, new StoredRules.Wish(dryRun, enable, allowUntested));
        int unused = StoredRules.print(report, out);
        out.println(StoredRules.summary(report) + (dryRun ? " (nothing was stored)" : ""));
        out.flush();
        return report.path("rejected").isEmpty() ? 0 : 1;
    }
}
