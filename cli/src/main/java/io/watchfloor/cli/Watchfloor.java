package io.watchfloor.cli;

import io.watchfloor.cli.attack.AttackCommand;
import io.watchfloor.cli.bench.BenchCommand;
import io.watchfloor.cli.demo.DemoCommand;
import io.watchfloor.cli.demo.WarmCommand;
import io.watchfloor.cli.parse.ParseCommand;
import io.watchfloor.cli.quality.QualityCommand;
import io.watchfloor.cli.rules.RulesCommand;
import io.watchfloor.cli.tool.ToolCommand;
import io.watchfloor.cli.train.TrainCommand;
import io.watchfloor.local.LaunchException;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** Entry of the {@code watchfloor} command. */
@Command(
        name = "watchfloor",
        mixinStandardHelpOptions = true,
        version = "Watchfloor 0.1.0-SNAPSHOT",
        description = "An open SIEM and SOAR backend on one machine.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands of the running system:%n",
        footer = {
            "",
            "Commands of the source tree (the script itself):",
            "  build      Compile and package everything that changed.",
            "  test       Build everything and run all tests; further arguments go to Maven.",
            "  fmt        Format the source.",
            "  docs       Write the pages that are made from the code.",
            "  warm       Make AOT caches: `up` is ready in half the time, until the next build.",
            "",
            "Environment: WATCHFLOOR_DATA_DIR, WATCHFLOOR_PORT_BASE, WATCHFLOOR_SYSLOG_PORT,",
            "WATCHFLOOR_KAFKA_PORT, WATCHFLOOR_POSTGRES_PORT, WATCHFLOOR_TENANT; JAVA_HOME names the JDK (25)."
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            TokenCommand.class,
            IngestCommand.class,
            ParseCommand.class,
            RulesCommand.class,
            BenchCommand.class,
            ToolCommand.class,
            AttackCommand.class,
            QualityCommand.class,
            TrainCommand.class,
            WarmCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Watchfloor implements Runnable {

    private static final Logger LIBRARIES = Logger.getLogger("");

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    private Watchfloor() {}

    /** Runs the command and ends the JVM with its status: 0 done, 1 failed, 2 called wrongly. */
    public static void main(String[] arguments) {
        LIBRARIES.setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Watchfloor())
                .setExecutionExceptionHandler(Watchfloor::fail)
                .setUsageHelpAutoWidth(true);
    }

    private static int fail(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof LaunchException || failure instanceof CommandException) {
            command.getErr().println(Ansi.AUTO.string("@|bold,red watchfloor:|@ ") + failure.getMessage());
            return 1;
        }
        if (failure instanceof IOException) {
            command.getErr().println(Ansi.AUTO.string("@|bold,red watchfloor:|@ ") + failure);
            return 1;
        }
        throw failure;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
