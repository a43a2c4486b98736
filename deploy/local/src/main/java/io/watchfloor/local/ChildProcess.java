package io.watchfloor.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program of the stack as a process of its own, which outlives Ctrl-C at the terminal (only the launcher gets that, and stops the others in
 * order) and is found again by its pid file after the launcher was killed.
 */
final class ChildProcess {

    private static final String SHIELD = "trap '' INT QUIT HUP; exec \"$@\"";
    private static final long LOG_KEPT_BYTES = 32L << 20;

    /**
     * What to run.
     *
     * @param name for messages
     * @param command program and arguments
     * @param environment added to this process's own
     * @param directory working directory
     * @param log takes standard output and error, appended
     * @param pidFile holds pid and start while it runs
     */
    record Spec(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            Path pidFile) {
        Spec {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    private final Spec spec;
    private final ProcessHandle handle;
    private final long logOffset;

    private ChildProcess(Spec spec, ProcessHandle handle, long logOffset) {
        this.spec = spec;
        this.handle = handle;
        this.logOffset = logOffset;
    }

    static ChildProcess start(Spec spec) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SHIELD, "sh"));
        command.addAll(spec.command());
        try {
            PrivateFiles.parent(spec.log());
            rotate(spec.log());
            long offset = Files.exists(spec.log()) ? Files.size(spec.log()) : 0;
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(spec.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            ProcessHandle handle = builder.start().toHandle();
            PrivateFiles.write(
                    spec.pidFile(), handle.pid() + " " + started(handle).toEpochMilli());
            return new ChildProcess(spec, handle, offset);
        } catch (IOException e) {
            throw new LaunchException(spec.name() + " could not be started: " + e.getMessage() + ".", e);
        }
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
            Path old = log.resolveSibling(log.getFileName() + ".1");
            Files.move(log, old, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The process a pid file speaks of, if it still lives: same number and same start, so never another program's. */
    static Optional<ProcessHandle> recorded(Path pidFile) {
        try {
            String[] parts =
                    Files.exists(pidFile) ? Files.readString(pidFile).strip().split(" ", 2) : new String[0];
            if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}") || !parts[1].matches("[0-9]{1,18}")) {
                return Optional.empty();
            }
            return alive(Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The live process of this number if it started then (to two seconds: the kernel's start times move with the clock). */
    static Optional<ProcessHandle> alive(long pid, Instant start) {
        return ProcessHandle.of(pid)
                .filter(Processes::running)
                .filter(found -> Duration.between(started(found), start).abs().toSeconds() < 2);
    }

    static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** Ends what a pid file speaks of; whether there was something. */
    static boolean stopRecorded(Path pidFile, Duration limit) {
        Optional<ProcessHandle> process = recorded(pidFile);
        process.ifPresent(live -> end(live, limit));
        return process.isPresent();
    }

    private static void end(ProcessHandle process, Duration limit) {
        process.destroy();
        if (!Processes.awaitEnd(process, limit)) {
            process.destroyForcibly();
            Processes.awaitEnd(process, Duration.ofSeconds(10));
        }
    }

    ProcessHandle handle() {
        return handle;
    }

    long pid() {
        return handle.pid();
    }

    boolean alive() {
        return Processes.running(handle);
    }

    /** TERM, then KILL after {@code limit}. */
    void stop(Duration limit) {
        end(handle, limit);
        forget();
    }

    /** KILL, at once, as a crash would. */
    void kill() {
        handle.destroyForcibly();
        Processes.awaitEnd(handle, Duration.ofSeconds(10));
    }

    /** Removes the pid file, unless it already speaks of a successor. */
    private void forget() {
        try {
            if (recorded(spec.pidFile()).isEmpty()) {
                Files.deleteIfExists(spec.pidFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The failure to tell: what went wrong, then the last lines this process wrote. */
    LaunchException failure(String what) {
        List<String> lines = LogTail.last(spec.log(), 20, logOffset);
        return new LaunchException(spec.name() + " " + what + ". The last lines of its log " + spec.log() + ":\n  "
                + String.join("\n  ", lines));
    }
}
