package io.watchfloor.cli;

import io.watchfloor.local.Stack;
import io.watchfloor.local.StackFile;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stack started in a process of its own, which stays when this command ends. */
public final class Background {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String SHIELD = "trap '' INT QUIT HUP; exec \"$@\"";

    private Background() {}

    /** Starts a stack and returns when it is ready; what it says meanwhile goes to {@code out}. */
    public static void start(StackOptions options, PrintStream out) {
        Path data = options.config().dataDirectory();
        try {
            Path log = Files.createDirectories(data.resolve("logs")).resolve("launcher.log");
            Files.deleteIfExists(log);
            Process child = new ProcessBuilder(command(options))
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(log.toFile())
                    .start();
            Follower follower = new Follower(log, out);
            Polling.until(LIMIT, PAUSE, "the stack to come up", () -> {
                follower.copy();
                return !child.isAlive() || ready(data, child.pid());
            });
            follower.copy();
            if (!child.isAlive()) {
                throw new CommandException("The stack did not come up; the reason is above and in " + log + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ready(Path data, long launcher) {
        return StackFile.read(data)
                .filter(file -> file.launcherPid() == launcher && file.state().equals("ready"))
                .isPresent();
    }

    private static List<String> command(StackOptions options) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SHIELD, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dwatchfloor.home=" + SourceTree.home()));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Watchfloor.class.getName(), "up", "--brief"));
        command.addAll(options.arguments());
        return command;
    }

    /** The stack that is up on this data directory: its ports may differ from those asked for. */
    public static Stack.Config actual(Stack.Config asked) {
        return StackFile.read(asked.dataDirectory())
                .map(file ->
                        new Stack.Config(asked.dataDirectory(), file.ports(), file.tenant(), asked.servicesDirectory()))
                .orElse(asked);
    }

    /** Copies what was appended to a file since the last time. */
    private static final class Follower {
        private final Path file;
        private final PrintStream out;
        private int copied;

        Follower(Path file, PrintStream out) {
            this.file = file;
            this.out = out;
        }

        void copy() {
            try {
                byte[] all = Files.readAllBytes(file);
                out.write(all, copied, all.length - copied);
                out.flush();
                copied = all.length;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
