package io.watchfloor.cli.parse;

import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.LogLines;
import io.watchfloor.parsers.LogParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file of logs, gzipped or not, whole. */
public final class LogFile {
    private LogFile() {}

    /** Gives every event of the file. */
    public static void read(Path file, @Nullable String source, Consumer<Event> events) throws IOException {
        LogLines lines = new LogLines("offline", source, Clock.systemUTC().instant(), ZoneOffset.UTC);
        for (byte[] line : lines(file)) {
            lines.parse(line).forEach(events);
        }
    }

    /** The lines of the file. */
    public static List<byte[]> lines(Path file) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        try (InputStream in = GzipSniffer.open(Files.newInputStream(file))) {
            LineReader reader = new LineReader(in, LogParser.MAX_BYTES * 64);
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }
}
