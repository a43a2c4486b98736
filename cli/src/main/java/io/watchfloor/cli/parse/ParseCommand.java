package io.watchfloor.cli.parse;

import io.watchfloor.cli.CommandException;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.LogLines;
import io.watchfloor.parsers.LogParser;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watchfloor parse}: prints the events of files of logs as NDJSON, and on standard error how it went. */
@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        description = "Print the normalised events of files of logs, without a server.")
public final class ParseCommand implements Callable<Integer> {
    private static final String AUTO = "auto";
    private static final String TENANT = "offline";

    @Option(
            names = "--source",
            defaultValue = AUTO,
            paramLabel = "SOURCE",
            description =
                    "What the logs are of, such as suricata, zeek, wazuh, windows; ${DEFAULT-VALUE} looks at each line.")
    private String source = AUTO;

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            paramLabel = "ZONE",
            description = "Zone of times that name none: ${DEFAULT-VALUE}, -04:00, Europe/Berlin.")
    private String zone = "UTC";

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files, gzipped or not; - is standard input.")
    private List<String> files = List.of();

    /** For picocli. */
    public ParseCommand() {}

    @Override
    public Integer call() throws IOException {
        ParseCount count = new ParseCount();
        try (OutputStream out = new BufferedOutputStream(new PrintStream(System.out, false), 1 << 16)) {
            for (String file : files) {
                print(file, out, count);
            }
        }
        System.err.println(count.summary());
        return 0;
    }

    private void print(String file, OutputStream out, ParseCount count) throws IOException {
        LogLines lines = new LogLines(TENANT, declared(), now(), zone());
        try (InputStream in = open(file)) {
            LineReader reader = new LineReader(in, LogParser.MAX_BYTES * 64);
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                for (Event event : lines.parse(line)) {
                    count.add(event);
                    out.write(ContractJson.write(event));
                    out.write('\n');
                }
            }
        }
    }

    private static InputStream open(String file) throws IOException {
        if (file.equals("-")) {
            return GzipSniffer.open(System.in);
        }
        if (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) {
            throw new CommandException("The file " + file + " cannot be read.");
        }
        return GzipSniffer.open(Files.newInputStream(Path.of(file)));
    }

    private @Nullable String declared() {
        return source.equals(AUTO) ? null : source;
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new CommandException("There is no zone " + zone + ".");
        }
    }
}
