package io.watchfloor.cli.tool;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code watchfloor tool}: the analyst's tools. */
@Command(
        name = "tool",
        mixinStandardHelpOptions = true,
        description = "The analyst's tools over files, without a server.",
        synopsisSubcommandLabel = "TOOL",
        subcommands = {
            ExtractIocCommand.class,
            MitreMapCommand.class,
        })
public final class ToolCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    ToolCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
