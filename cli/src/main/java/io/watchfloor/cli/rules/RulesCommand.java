package io.watchfloor.cli.rules;

import picocli.CommandLine.Command;

/** Groups the commands on rules. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description =
                "Work with Sigma rules: match them against files, run their tests, check them; bring them to the running system.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MatchCommand.class,
            TestCommand.class,
            LintCommand.class,
            ImportCommand.class,
            DiffCommand.class,
            ApplyCommand.class
        })
public final class RulesCommand {
    RulesCommand() {}
}
