package io.watchfloor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs initdb and pg_ctl on one data directory. PostgreSQL refuses to run as root; root's programs are started in a user namespace of their
 * own ({@code unshare -U}), where they are nobody.
 */
final class PostgresControl {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final int STOP_SECONDS = 60;

    private final PostgresBinaries binaries;
    private final Path data;
    private final Path log;

    PostgresControl(PostgresBinaries binaries, Path data, Path log) {
        this.binaries = binaries;
        this.data = data;
        this.log = log;
    }

    boolean initialised() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /** Makes the cluster: UTF-8, the same sort order everywhere, passwords for everybody. */
    void initialise(Path superuserPassword) {
        Path part = data.resolveSibling("pgdata.new");
        PrivateFiles.remove(part); // of a first start that was interrupted
        run(
                "initdb",
                List.of(
                        "-D",
                        part.toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + superuserPassword,
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
        PrivateFiles.rename(part, data);
    }

    void start(List<String> settings) {
        run(
                "pg_ctl",
                List.of(
                        "start",
                        "-w",
                        "-t",
                        "60",
                        "-D",
                        data.toString(),
                        "-l",
                        log.toString(),
                        "-o",
                        String.join(" ", settings)));
    }

    /** Ends sessions, writes a checkpoint, stops; returns when the process has ended and its port is free. */
    void stop(Postmaster.Running running) {
        run("pg_ctl", List.of("stop", "-w", "-m", "fast", "-t", Integer.toString(STOP_SECONDS), "-D", data.toString()));
        ProcessHandle.of(running.pid()).ifPresent(process -> Processes.awaitEnd(process, END_LIMIT));
    }

    private void run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        Path output = log.resolveSibling(program + ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            await(process, program, output);
        } catch (IOException e) {
            throw new LaunchException("PostgreSQL's " + program + " could not be run: " + e.getMessage() + ".", e);
        }
    }

    private void await(Process process, String program, Path output) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LaunchException(
                        "PostgreSQL's " + program + " did not end within " + LIMIT.toSeconds() + " s. " + told(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while PostgreSQL's " + program + " ran.", e);
        }
        if (process.exitValue() != 0) {
            throw new LaunchException(
                    "PostgreSQL's " + program + " failed (exit " + process.exitValue() + "). " + told(output));
        }
    }

    private String told(Path output) {
        List<String> lines = new ArrayList<>(LogTail.last(output, 10));
        lines.addAll(LogTail.last(log, 10));
        String text = String.join("\n  ", lines);
        String namespaces = text.contains("unshare")
                ? "\nPostgreSQL refuses to run as root and this system allows no user namespaces: start Watchfloor as an ordinary user."
                : "";
        return "It said:\n  " + text + "\nThe whole log is " + log + "." + namespaces;
    }

    /** Removes a pid file whose process is gone. */
    void forget() {
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
