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
import picocli.CommandLine.Parameters;

/** {@code watchfloor rules diff}: what {@code rules apply} would change in the running system. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Say how the rules of the running system differ from files, by id.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no difference", "1:differences, or files that cannot be taken", "2:wrong options"})
final class DiffCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders or files of Sigma rules.")
    private List<Path> rules = List.of();

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    DiffCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        StoredRules stored = new StoredRules(service.api(Service.DETECTION, "detection_engineer"));
        JsonNode report = stored.send(rules, new StoredRules.Wish(true, false, false));
        int changes = StoredRules.print(report, out);
        List<StoredRules.Running> others = stored.notIn(report);
        others.forEach(rule -> out.println("no file   " + rule.id() + "  " + rule.name()));
        out.println(StoredRules.summary(report) + ", " + others.size() + " enabled without a file");
        out.flush();
        return changes == 0 && others.isEmpty() && report.path("rejected").isEmpty() ? 0 : 1;
    }
}
