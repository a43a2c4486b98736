package io.watchfloor.cli.attack;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code watchfloor attack}: which version of ATT&amp;CK is used. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        description = "The version of MITRE ATT&CK that techniques are mapped to.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ImportCommand.class,
        })
public final class AttackCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    AttackCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
