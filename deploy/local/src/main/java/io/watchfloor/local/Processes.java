package io.watchfloor.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Whether a process runs: one that has ended but that nobody has waited for (a zombie, common where PID 1 is no init) does not. */
final class Processes {

    private Processes() {}

    static boolean running(ProcessHandle process) {
        return process.isAlive() && !zombie(process.pid());
    }

    /** Waits until it runs no more; whether that came to be. */
    @CanIgnoreReturnValue
    static boolean awaitEnd(ProcessHandle process, Duration limit) {
        return Waiting.until(limit, () -> !running(process));
    }

    /**
     * Linux, proc(5): the state follows the program's name, which may hold anything but ends at the last parenthesis. While other threads of a
     * killed process are still ending it keeps its ports, though its first thread is a zombie already.
     */
    private static boolean zombie(long pid) {
        Path proc = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> threads = Files.list(proc.resolve("task"))) {
            String stat = Files.readString(proc.resolve("stat"));
            return stat.startsWith(") Z", Math.max(0, stat.lastIndexOf(')'))) && threads.count() == 1;
        } catch (IOException | UncheckedIOException e) {
            return false; // it ended meanwhile, or this is no Linux: isAlive has answered
        }
    }
}
