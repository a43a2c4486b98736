package io.watchfloor.cli.demo;

import io.watchfloor.cli.SourceTree;
import io.watchfloor.cli.TerminalProgress;
import io.watchfloor.cli.Tokens;
import io.watchfloor.local.PortPlan;
import io.watchfloor.local.ScratchStack;
import io.watchfloor.local.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What {@code watchfloor warm} does after its build: the demo on a throw-away stack, whose services write an AOT cache as they stop. */
@Command(name = "warm-caches", hidden = true, description = "Make the AOT caches of the packaged services.")
public final class WarmCommand implements Callable<Integer> {

    private final PrintStream out = System.out;

    WarmCommand() {}

    @Override
    public Integer call() throws IOException {
        Path home = SourceTree.home();
        try (ScratchStack scratch = ScratchStack.training(home, PortPlan.free(), new TerminalProgress(out))) {
            Stack stack = scratch.stack();
            stack.start();
            String token = Tokens.issue(
                    stack.identity(), Tokens.Holder.ana(stack.config().tenant()), Duration.ofHours(1));
            var unused = new Attack(stack.config(), token, step -> out.println("  " + step)).run();
            out.println("  Writing the caches (half a minute each)");
        }
        out.println("Done: `./watchfloor up` is ready sooner until the next build.");
        return 0;
    }
}
