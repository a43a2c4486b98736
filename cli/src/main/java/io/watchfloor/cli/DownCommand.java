package io.watchfloor.cli;

import io.watchfloor.local.Stack;
import io.watchfloor.local.StackFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code watchfloor down}: stops a stack wherever it was started, also one whose launcher was killed. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stop everything; data stays.")
final class DownCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Mixin
    private DataOption data = new DataOption();

    DownCommand() {}

    @Override
    public Integer call() {
        Path directory = data.directory();
        if (Stack.up(directory)) {
            stopLauncher(directory);
        } else if (!Stack.stopLeftOvers(directory, new TerminalProgress(System.out))) {
            System.out.println("Nothing is up on " + directory + ".");
            return 0;
        }
        System.out.println("Stopped. Data stays in " + directory + "; `./watchfloor up` goes on with it.");
        return 0;
    }

    private void stopLauncher(Path directory) {
        StackFile stack = data.running();
        System.out.println("Stopping Watchfloor (launcher " + stack.launcherPid() + ") ...");
        if (!ProcessHandle.of(stack.launcherPid()).map(ProcessHandle::destroy).orElse(false)) {
            throw new CommandException("The launcher (pid " + stack.launcherPid()
                    + ") cannot be stopped; does it belong to another user?");
        }
        Polling.until(LIMIT, PAUSE, "the stack to stop", () -> !Stack.up(directory));
    }
}
