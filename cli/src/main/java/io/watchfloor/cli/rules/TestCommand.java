package io.watchfloor.cli.rules;

import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.ruletest.CaseResult;
import io.watchfloor.rules.ruletest.RuleTests;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watchfloor rules test}: the test blocks of rules, on the production engine, without a server. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Run the test blocks of Sigma rules and correlations, offline.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all cases pass", "1:a case fails, or a rule cannot be read", "2:wrong options"})
final class TestCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders or files of Sigma rules.")
    private List<Path> rules = List.of();

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "A processing pipeline instead of the product's own (ECS).")
    private @Nullable Path pipeline;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    TestCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SigmaCollection collection = RuleFiles.collection(rules);
        Pipeline events = pipeline == null ? Pipeline.ecs() : RuleFiles.pipeline(pipeline);
        for (SigmaProblem problem : collection.problems()) {
            out.println(RuleFiles.line(problem));
        }
        List<CaseResult> results = new RuleTests(collection, events).run();
        List<CaseResult> failures =
                results.stream().filter(result -> !result.passed()).toList();
        Map<String, List<CaseResult>> byRule = results.stream()
                .collect(Collectors.groupingBy(CaseResult::ruleId, LinkedHashMap::new, Collectors.toList()));
        byRule.values().forEach(cases -> row(cases, out));
        failures.forEach(failure -> out.println(reason(failure)));
        int documents = collection.rules().size() + collection.correlations().size();
        out.printf(
                Locale.ROOT,
                "%,d rules with %,d cases: %,d passed, %,d failed; %,d rules have none; %,d problems%n",
                byRule.size(),
                results.size(),
                results.size() - failures.size(),
                failures.size(),
                documents - byRule.size(),
                collection.problems().size());
        out.flush();
        return failures.isEmpty() && collection.problems().isEmpty() ? 0 : 1;
    }

    private static void row(List<CaseResult> cases, PrintWriter out) {
        long failed = cases.stream().filter(each -> !each.passed()).count();
        out.printf(
                Locale.ROOT,
                "%-6s %3d  %s  %s%n",
                failed == 0 ? "passed" : "FAILED",
                cases.size(),
                cases.getFirst().ruleId(),
                cases.getFirst().title());
    }

    private static String reason(CaseResult failure) {
        return failure.file() + ":" + failure.line() + ": "
                + (failure.expected() ? "must match, but does not" : "must not match, but does") + ": "
                + failure.title();
    }
}
