package io.watchfloor.cli.rules;

import picocli.CommandLine.Command;

/** Groups the commands on rules. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Work with Sigma rules: match them against files.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {MatchCommand.class})
public final class RulesCommand {
    RulesCommand() {}
}
