package io.watchfloor.cli;

import io.watchfloor.local.ServiceHealth;
import io.watchfloor.local.Stack;
import io.watchfloor.local.StackFile;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code watchfloor status}: a table of the parts; exit status 0 if all are ready. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show what runs, where, and whether it is ready.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    StatusCommand() {}

    @Override
    public Integer call() {
        Optional<StackFile> file = StackFile.read(data.directory());
        boolean up = Stack.up(data.directory());
        boolean running = file.filter(stack -> !stack.state().equals("stopped"))
                .map(stack -> stack.parts().stream().anyMatch(StackFile.Part::running))
                .orElse(false);
        if (file.isEmpty() || (!up && !running)) {
            System.out.println("Nothing is up on " + data.directory() + ". `./watchfloor up` starts it.");
            return 1;
        }
        System.out.println((up ? "Up on " : "The launcher is gone, but parts still run on ") + data.directory() + " ("
                + file.get().state() + ")");
        System.out.printf("%n  %-12s %-28s %8s  %s%n", "part", "state", "pid", "address");
        boolean good = up;
        for (StackFile.Part part : file.get().parts()) {
            String state = state(part);
            good &= state.equals("ready");
            System.out.printf("  %-12s %-28s %8d  %s%n", part.name(), state, part.pid(), part.url());
        }
        System.out.println();
        if (!up) {
            System.out.println("`./watchfloor up` takes over, `./watchfloor down` stops them.");
        }
        return good ? 0 : 1;
    }

    private static String state(StackFile.Part part) {
        if (!part.running()) {
            return "gone";
        }
        return part.url().startsWith("http")
                ? ServiceHealth.of(URI.create(part.url())).detail()
                : "ready";
    }
}
