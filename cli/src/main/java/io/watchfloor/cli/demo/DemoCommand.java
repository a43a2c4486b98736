package io.watchfloor.cli.demo;

import io.watchfloor.cli.Background;
import io.watchfloor.cli.StackOptions;
import io.watchfloor.cli.Tokens;
import io.watchfloor.local.LocalIdentity;
import io.watchfloor.local.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code watchfloor demo}: the main job end to end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Show the main job: an attack arrives, a rule fires, an alert and a case appear.")
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    private final PrintStream out = System.out;

    DemoCommand() {}

    @Override
    public Integer call() throws IOException {
        boolean started = ensureUp();
        Stack.Config stack = Background.actual(options.config());
        String token = Tokens.issue(
                LocalIdentity.of(stack.dataDirectory()), Tokens.Holder.ana(stack.tenant()), Duration.ofHours(12));
        Story.Facts facts = new Attack(stack, token, step -> out.println("  " + step)).run();
        new Story(out, stack, token).tell(facts);
        out.println(
                started ? "The stack stays up; `./watchfloor down` stops it." : "The stack is still up, as it was.");
        return 0;
    }

    private boolean ensureUp() {
        if (Stack.up(options.config().dataDirectory())) {
            return false;
        }
        out.println("No stack is up yet; starting one in the background.");
        Background.start(options, out);
        return true;
    }
}
