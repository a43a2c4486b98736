package io.watchfloor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.local.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code watchfloor ingest}: sends a file, a line an event: JSON lines and lines of a named source over HTTP, anything else
 * over syslog TCP.
 */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description =
                "Send the lines of a file: JSON, and text of a named source, over HTTP, anything else over syslog.")
final class IngestCommand implements Callable<Integer> {

    private static final int BATCH_LINES = 500;

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "The file; - is standard input.")
    private String file = "-";

    @Option(
            names = "--syslog",
            paramLabel = "HOST:PORT",
            description = "Send over syslog TCP to this address instead of the local stack.")
    private @Nullable String syslog;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "What the lines are of, such as web or zeek: sends them over HTTP as that.")
    private @Nullable String source;

    IngestCommand() {}

    @Override
    public Integer call() throws IOException {
        try (BufferedReader lines = open()) {
            System.out.println("Sent " + send(lines) + " lines.");
        }
        return 0;
    }

    private long send(BufferedReader lines) throws IOException {
        if (source != null) {
            return sendText(lines, source);
        }
        return overSyslog(lines) ? sendSyslog(lines) : sendJson(lines);
    }

    private BufferedReader open() throws IOException {
        if (!file.equals("-") && !Files.isReadable(Path.of(file))) {
            throw new CommandException("The file " + file + " cannot be read.");
        }
        // Bytes that are no UTF-8 become replacement characters; shippers that must keep them talk to syslog
        // themselves.
        return new BufferedReader(new InputStreamReader(
                file.equals("-") ? System.in : Files.newInputStream(Path.of(file)), StandardCharsets.UTF_8));
    }

    private boolean overSyslog(BufferedReader lines) throws IOException {
        if (syslog != null || service.isRemote()) {
            return syslog != null;
        }
        lines.mark(1 << 13);
        int first = lines.read();
        while (first == ' ' || first == '\n' || first == '\r') {
            first = lines.read();
        }
        lines.reset();
        return first != '{';
    }

    private long sendSyslog(BufferedReader lines) throws IOException {
        String address =
                syslog == null ? "127.0.0.1:" + service.running().ports().syslog() : syslog;
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new CommandException("--syslog is host:port, such as 127.0.0.1:5514.");
        }
        long sent = 0;
        try (SyslogSender sender =
                new SyslogSender(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    sender.send(line);
                    sent++;
                }
            }
        }
        return sent;
    }

    private long sendText(BufferedReader lines, String ofSource) throws IOException {
        Api api = service.api(Service.SEARCH, "ingest");
        String path = "/api/v1/siem/logs?source=" + URLEncoder.encode(ofSource, StandardCharsets.UTF_8);
        Map<String, String> header = new LinkedHashMap<>();
        long sent = 0;
        for (List<String> batch = next(lines); !batch.isEmpty(); batch = next(lines)) {
            String body = String.join("\n", header.values()) + "\n" + String.join("\n", batch);
            if (!batch.stream().allMatch(line -> line.startsWith("#"))) {
                JsonNode answer = api.post(path, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
                refused(answer);
                sent += answer.path("accepted").asLong(0);
            }
            batch.stream().filter(line -> line.startsWith("#")).forEach(line -> header.put(directive(line), line));
        }
        return sent;
    }

    /** What a header line of a table is about: the lines of a table are sent again before its further rows. */
    private static String directive(String line) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }

    private static void refused(JsonNode answer) {
        for (JsonNode item : answer.path("items")) {
            if (item.path("error").isObject()) {
                System.err.println(
                        "A line was refused: " + item.at("/error/message").asText());
            }
        }
    }

    private long sendJson(BufferedReader lines) throws IOException {
        Api api = service.api(Service.SEARCH, "ingest");
        long sent = 0;
        for (List<String> batch = next(lines); !batch.isEmpty(); batch = next(lines)) {
            byte[] body = (String.join("\n", batch) + "\n").getBytes(StandardCharsets.UTF_8);
            JsonNode answer = api.post("/api/v1/siem/logs", "application/x-ndjson", body);
            long rejected = answer.path("rejected").asLong(0);
            refused(answer, sent);
            sent += batch.size() - rejected;
        }
        return sent;
    }

    /** Says why lines were refused, and which: those without a reason were taken. */
    private static void refused(JsonNode answer, long before) {
        for (JsonNode item : answer.path("items")) {
            JsonNode error = item.path("error");
            if (!error.isMissingNode() && !error.isNull()) {
                System.err.println("line " + (before + item.path("index").asLong() + 1) + " was refused: "
                        + error.path("message").asText());
            }
        }
    }

    private static List<String> next(BufferedReader lines) throws IOException {
        List<String> batch = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                batch.add(line);
            }
            if (batch.size() == BATCH_LINES) {
                break;
            }
        }
        return batch;
    }
}
