package io.watchfloor.cli.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.rules.condition.EventJson;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.labelled.LabelledEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Recordings beside the repository, in the names of their sources; of labelled ones the events that no rule of others is to match. */
final class QuietLogs {
    private static final List<String> LABELLED = List.of("evtx", "otrf_windows", "aws_cloudtrail", "zeek", "synthetic");
    private static final List<String> ZEEK = List.of("notice", "dce_rpc", "rdp", "ssh", "x509", "kerberos", "ntlm");
    private static final Pattern REQUEST = Pattern.compile(
            "(\\S+) \\S+ \\S+ \\[[^]]+] \"(\\S+) ([^ ?\"]+)(?:\\?(\\S*))?[^\"]*\" (\\d+) (\\S+)(?: \"([^\"]*)\" \"([^\"]*)\")?.*");
    private static final List<String> REQUEST_FIELDS = List.of(
            "c-ip", "cs-method", "cs-uri-stem", "cs-uri-query", "sc-status", "sc-bytes", "cs-referer", "cs-user-agent");
    private static final Pattern AUDIT = Pattern.compile("type=(\\S+) msg=audit\\([^)]*\\): (.*)");
    private static final Pattern AUDIT_FIELD = Pattern.compile("(\\w+)=(\"[^\"]*\"|'[^']*'|\\S+)");
    private static final Pattern SUDO = Pattern.compile("sudo(?:\\[\\d+])?: +(.*)");

    private final Path data;
    private final BiConsumer<String, FlatEvent> each;

    private QuietLogs(Path data, BiConsumer<String, FlatEvent> each) {
        this.data = data;
        this.each = each;
    }

    /**
     * Gives the name of the recording and the event.
     *
     * @param data has the folders {@code sigma} and {@code logs}
     */
    static void each(Path data, BiConsumer<String, FlatEvent> each) throws IOException {
        new QuietLogs(data, each).readAll();
    }

    /** The same of what is kept in the names of its sources, which is not among the logs. */
    static void eachLabelled(Path data, BiConsumer<String, FlatEvent> each) throws IOException {
        new QuietLogs(data, each).readLabelled();
    }

    private void readLabelled() throws IOException {
        for (String name : LABELLED) {
            lines("sigma/events/" + name + ".jsonl.gz", line -> labelled(name, line));
        }
        lines(
                "sigma/throughput/windows_stream.jsonl.gz",
                line -> json("stream", Map.of("logsource.product", "windows"), line));
    }

    private void readAll() throws IOException {
        readLabelled();
        lines("logs/web/elastic-examples/apache_logs.gz", this::request);
        lines("logs/auditd/msticpy/auditd_log.txt", this::audit);
        lines("logs/auditd/beats/auditd/log/test/audit-rhel7.log", this::audit);
        lines("logs/auth/beats/system/auth/test/secure-rhel7.log", this::sudo);
        lines("logs/auth/beats/system/auth/test/auth-ubuntu1204.log", this::sudo);
        for (String log : ZEEK) {
            lines("logs/zeek/wrccdc-json/" + log + ".json.gz", line -> json("wrccdc", source("zeek", log), line));
        }
        lines("logs/scenarios/S05-aws-stratus/cloudtrail.ndjson.gz", this::cloudTrail);
    }

    /** Gives each line of a file, unpacked if its name ends in {@code .gz}. */
    private void lines(String file, Consumer<String> line) throws IOException {
        try (InputStream raw = Files.newInputStream(data.resolve(file));
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().forEach(line);
        }
    }

    private void labelled(String name, String line) {
        LabelledEvent event = LabelledEvent.read(line);
        List<String> expected = event.expected();
        if (expected != null && expected.isEmpty()) {
            each.accept(name, event.event());
        }
    }

    /** The recording's attack names itself in the user agent; the rest is set-up and clean-up by infrastructure code. */
    private void cloudTrail(String line) {
        if (!line.contains("stratus-red-team_")) {
            json("S05", source("aws", "cloudtrail"), line);
        }
    }

    private void json(String name, Map<String, String> labels, String line) {
        try (JsonParser json = ContractJson.mapper().createParser(line)) {
            JsonToken unused = json.nextToken();
            each.accept(name, EventJson.read(json).withLabels(labels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void request(String line) {
        Matcher request = REQUEST.matcher(line);
        if (request.matches()) {
            Map<String, Object> event = new HashMap<>();
            for (int i = 0; i < REQUEST_FIELDS.size(); i++) {
                String value = request.group(i + 1);
                if (value != null && !value.equals("-")) {
                    event.put(REQUEST_FIELDS.get(i), value);
                }
            }
            give("apache", event, Map.of("logsource.category", "webserver"));
        }
    }

    private void audit(String line) {
        Matcher record = AUDIT.matcher(line);
        if (record.find()) {
            Map<String, Object> event = new HashMap<>(Map.of("type", record.group(1)));
            Matcher field = AUDIT_FIELD.matcher(record.group(2));
            while (field.find()) {
                event.put(field.group(1), field.group(2).replace("\"", ""));
            }
            give("auditd", event, source("linux", "auditd"));
        }
    }

    private void sudo(String line) {
        Matcher message = SUDO.matcher(line);
        if (message.find()) {
            give("sudo", Map.of("message", message.group(1)), source("linux", "sudo"));
        }
    }

    private void give(String name, Map<String, Object> event, Map<String, String> labels) {
        each.accept(name, FlatEvent.of(event).withLabels(labels));
    }

    private static Map<String, String> source(String product, String service) {
        return Map.of("logsource.product", product, "logsource.service", service);
    }
}
