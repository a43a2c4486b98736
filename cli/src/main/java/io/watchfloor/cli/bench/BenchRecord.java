package io.watchfloor.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Keeps results in the page of the benchmarks. */
public final class BenchRecord {
    private BenchRecord() {}

    /** What was measured on. */
    public static String machine() {
        return "Machine: " + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name")
                + " " + System.getProperty("os.arch") + ", Java " + System.getProperty("java.version");
    }

    /** Appends a result; says where. */
    public static String append(Path home, String bench, String machine, String json) throws IOException {
        Path file = home.resolve("docs/benchmarks.md");
        LocalDate today = LocalDate.ofInstant(Instant.now(Clock.systemUTC()), ZoneOffset.UTC);
        String text = "\n## bench " + bench + ", " + today + "\n\n" + machine + "\n\n```json\n" + json + "\n```\n";
        if (!Files.exists(file)) {
            text = "# Benchmarks\n\nAppended by `./watchfloor bench ... --record`.\n" + text;
        }
        Path unused = Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return "Recorded in " + file;
    }
}
