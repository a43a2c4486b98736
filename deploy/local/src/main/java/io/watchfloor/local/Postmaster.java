package io.watchfloor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who holds a PostgreSQL data directory, judged by its {@code postmaster.pid}. */
sealed interface Postmaster {

    /** Nobody. */
    record None() implements Postmaster {}

    /** A pid file whose process is gone, or whose number another program has now. */
    record Stale(long pid) implements Postmaster {}

    /** PostgreSQL runs on this directory: its launcher was killed, or it is shared. */
    record Running(long pid, int port) implements Postmaster {}

    /** A process that may be a PostgreSQL of somebody else; nothing is touched. */
    record Foreign(long pid, String command) implements Postmaster {}

    /** Reads {@code postmaster.pid}: line 1 the pid, line 4 the port (PostgreSQL 18, {@code miscadmin.h}). */
    static Postmaster of(Path data) {
        List<String> lines = lines(data.resolve("postmaster.pid"));
        if (lines.isEmpty()) {
            return new None();
        }
        long pid = number(lines, 0);
        Optional<ProcessHandle> process =
                pid <= 0 ? Optional.empty() : ProcessHandle.of(pid).filter(Processes::running);
        return process.map(live -> judge(live, data, Math.toIntExact(number(lines, 3))))
                .orElseGet(() -> new Stale(pid));
    }

    private static Postmaster judge(ProcessHandle live, Path data, int port) {
        ProcessHandle.Info info = live.info();
        String command = info.command().orElse("");
        if (command.isEmpty()) {
            return new Foreign(live.pid(), "a program of another user");
        }
        if (!command.endsWith("postgres")) {
            return new Stale(live.pid()); // the number was given to another program after a reboot
        }
        List<String> arguments = List.of(info.arguments().orElse(new String[0]));
        boolean ours = arguments.stream().anyMatch(argument -> Path.of(argument).equals(data));
        return ours && port > 0
                ? new Running(live.pid(), port)
                : new Foreign(live.pid(), command + " " + String.join(" ", arguments));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(List<String> lines, int index) {
        if (lines.size() <= index) {
            return 0;
        }
        String text = lines.get(index).strip();
        return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
