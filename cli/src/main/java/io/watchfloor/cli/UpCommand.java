package io.watchfloor.cli;

import io.watchfloor.local.Stack;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watchfloor up}: everything, in the foreground until Ctrl-C, or in the background. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start PostgreSQL, Kafka and the four services; Ctrl-C stops them, data stays.")
final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--detach", description = "Return when everything is ready and leave it running; `down` stops it.")
    private boolean detach;

    @Option(names = "--brief", hidden = true, description = "Leave out URLs and token.")
    private boolean brief;

    UpCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Stack.Config config = options.config();
        PrintStream out = System.out;
        if (!brief && Stack.up(config.dataDirectory())) {
            out.println("Watchfloor is already up on " + config.dataDirectory() + ".");
            Welcome.print(Background.actual(config), out);
            Welcome.next(out, "`./watchfloor down` stops everything.");
            return 0;
        }
        if (detach) {
            Background.start(options, out);
            Welcome.print(Background.actual(config), out);
            Welcome.next(out, "`./watchfloor down` stops everything.");
            return 0;
        }
        return foreground(config, out);
    }

    private int foreground(Stack.Config config, PrintStream out) throws InterruptedException {
        out.println("Starting Watchfloor in " + config.dataDirectory());
        long began = System.nanoTime();
        Stack stack = Stack.prepare(config, new TerminalProgress(out));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, out), "stop"));
        try {
            stack.start();
        } catch (RuntimeException e) {
            if (stack.interrupted()) {
                Thread.currentThread().join(); // the hook ends this process when all parts are stopped
            }
            throw e;
        }
        out.printf(Locale.ROOT, "Watchfloor is up after %.1f s.%n", (System.nanoTime() - began) / 1e9);
        if (!brief) {
            Welcome.print(config, out);
            Welcome.next(out, "Ctrl-C stops everything.");
        }
        stack.supervise();
        Thread.currentThread().join(); // as above
        return 0;
    }

    private static void stop(Stack stack, PrintStream out) {
        if (stack.begun()) {
            out.println();
            out.println("Stopping; data stays in " + stack.config().dataDirectory());
        }
        stack.stop();
    }
}
