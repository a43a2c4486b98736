package io.watchfloor.cli.train;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code watchfloor train}: makes trained parts again. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Make the trained parts of the source tree again.",
        synopsisSubcommandLabel = "PART",
        subcommands = {
            TrainAttackCommand.class,
        })
public final class TrainCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    TrainCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
