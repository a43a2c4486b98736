package io.watchfloor.cli;

import io.watchfloor.local.Stack;
import io.watchfloor.local.StackFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names a stack by its data directory. */
public final class DataOption {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${env:WATCHFLOOR_DATA_DIR:-.watchfloor}",
            description = "Data directory of the stack (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of(".watchfloor");

    Path directory() {
        return directory.toAbsolutePath().normalize();
    }

    /** The running stack of this directory. */
    StackFile running() {
        if (!Stack.up(directory())) {
            throw new CommandException("No stack is up on " + directory() + ". Start one with `./watchfloor up`.");
        }
        return StackFile.read(directory())
                .orElseThrow(() -> new CommandException(
                        "The stack on " + directory() + " is still starting. Try again in a moment."));
    }
}
