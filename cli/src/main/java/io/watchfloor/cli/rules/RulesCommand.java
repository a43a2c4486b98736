package io.watchfloor.cli.rules;

import picocli.CommandLine.Command;

/** Groups the commands on rules. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Work with Sigma rules: match them against files, run their tests, check them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {MatchCommand.class, TestCommand.class, LintCommand.class})
public final class RulesCommand {
    RulesCommand() {}
}
