package io.watchfloor.cli.bench;

import io.watchfloor.cli.bench.search.SearchBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code watchfloor bench}: the measurements there are. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure this build on this machine.",
        synopsisSubcommandLabel = "BENCH",
        subcommands = {
            ThreadBench.class,
            DetectBench.class,
            StreamBench.class,
            StarterBench.class,
            SearchBench.class,
            CorrelateBench.class,
            IocBench.class
        })
public final class BenchCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    BenchCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
