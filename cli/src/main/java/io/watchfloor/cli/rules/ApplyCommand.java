package io.watchfloor.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.cli.ServiceOptions;
import io.watchfloor.local.Service;
import io.watchfloor.rules.library.SourceFile;
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

/** {@code watchfloor rules apply}: the running system gets the rules of files; nothing happens while a file cannot be taken. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Bring the rules of the running system to those of files and enable those whose tests pass.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a file cannot be taken: nothing was changed", "2:wrong options"})
final class ApplyCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders or files of Sigma rules.")
    private List<Path> rules = List.of();

    @Option(names = "--prune", description = "Disable Sigma rules that no file holds.")
    private boolean prune;

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    ApplyCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        StoredRules stored = new StoredRules(service.api(Service.DETECTION, "detection_engineer"));
        List<SourceFile> files = RuleFiles.read(rules);
        JsonNode planned = stored.sendFiles(files, new StoredRules.Wish(true, true, false));
        if (!planned.path("rejected").isEmpty()) {
            int unused = StoredRules.print(planned, out);
            out.println("Nothing was changed: files were refused.");
            out.flush();
            return 1;
        }
        JsonNode report = stored.sendFiles(files, new StoredRules.Wish(false, true, false));
        int unused = StoredRules.print(report, out);
        if (prune) {
            prune(stored, report, out);
        }
        out.println(StoredRules.summary(report));
        out.flush();
        return report.path("rejected").isEmpty() ? 0 : 1;
    }

    private static void prune(StoredRules stored, JsonNode report, PrintWriter out) {
        for (StoredRules.Running rule : stored.notIn(report)) {
            stored.disable(rule);
            out.println("disabled  " + rule.id() + "  " + rule.name());
        }
    }
}
