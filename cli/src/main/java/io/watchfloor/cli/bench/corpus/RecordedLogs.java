package io.watchfloor.cli.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.LogParser;
import io.watchfloor.parsers.Receipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Real samples beside the repository, read in place and made events by the project's parsers. */
final class RecordedLogs {
    /** Above it, an event is no everyday one. */
    private static final int LARGEST = 16_384;
    /** Of the long recording of Windows events, each so many. */
    private static final int WINDOWS_STEP = 8;

    private final LogParser parser = new LogParser();
    private final Path data;
    private final Instant now;

    private RecordedLogs(Path data, Instant now) {
        this.data = data;
        this.now = now;
    }

    /**
     * Reads the samples.
     *
     * @param data has the folders {@code logs} and {@code sigma}
     * @param now before which they are
     */
    static List<Samples.Kind> read(Path data, Instant now) {
        RecordedLogs logs = new RecordedLogs(data, now);
        return List.of(
                logs.kind("auth", 16, "syslog", List.of("logs/auth/loghub/OpenSSH_2k.log")),
                logs.kind(
                        "syslog",
                        6,
                        "syslog",
                        List.of(
                                "logs/auth/beats/system/auth/test/secure-rhel7.log",
                                "logs/auth/beats/system/auth/test/auth-ubuntu1204.log",
                                "logs/syslog/loghub/Mac_2k.log")),
                logs.windows(),
                logs.shaped("web", 14, "web", List.of("logs/web/elastic-examples/apache_logs.gz"), EcsShapes::access),
                logs.shaped(
                        "cloudtrail",
                        4,
                        "cloudtrail",
                        List.of("logs/scenarios/S05-aws-stratus/cloudtrail.ndjson.gz"),
                        EcsShapes::cloudTrail),
                logs.shaped("zeek", 10, "zeek", logs.below("logs/zeek/wrccdc-json", ".json.gz"), EcsShapes::zeek),
                logs.shaped(
                        "auditd",
                        5,
                        "auditd",
                        List.of(
                                "logs/auditd/msticpy/auditd_log.txt",
                                "logs/auditd/beats/auditd/log/test/audit-rhel7.log"),
                        EcsShapes::audit),
                logs.firewall());
    }

    /** Makes ECS of a line, or nothing. */
    interface Shape {
        Map<String, Object> of(String line);
    }

    private Samples.Kind kind(String name, int weight, String source, List<String> files) {
        List<Map<String, Object>> events = new ArrayList<>();
        files.forEach(file -> lines(file, line -> add(events, syslog(line, source, events.size()))));
        return new Samples.Kind(name, weight, events);
    }

    private Samples.Kind shaped(String name, int weight, String source, List<String> files, Shape shape) {
        List<Map<String, Object>> events = new ArrayList<>();
        files.forEach(file -> lines(file, line -> {
            Map<String, Object> ecs = shape.of(line);
            if (!ecs.isEmpty()) {
                add(events, parser.json(ecs, line, receipt(source, events.size())));
            }
        }));
        return new Samples.Kind(name, weight, events);
    }

    private Samples.Kind windows() {
        List<Map<String, Object>> events = new ArrayList<>();
        int[] number = {0};
        lines("sigma/throughput/windows_stream.jsonl.gz", line -> {
            if (number[0]++ % WINDOWS_STEP == 0) {
                add(events, parser.json(EcsShapes.object(line), line, receipt("windows", number[0])));
            }
        });
        below("logs/windows/otrf", ".json").stream()
                .filter(file -> !file.endsWith(".expected.json"))
                .forEach(file -> lines(
                        file,
                        line -> add(
                                events, parser.json(EcsShapes.object(line), line, receipt("windows", number[0]++)))));
        return new Samples.Kind("windows", 25, events);
    }

    /** Messages of firewalls of several makers. */
    private Samples.Kind firewall() {
        List<Map<String, Object>> events = new ArrayList<>();
        for (String file : below("logs/firewall/sc4s", ".json")) {
            for (JsonNode message : tree(file)) {
                add(events, syslog(message.path("message").asText(), "firewall", events.size()));
            }
        }
        lines(
                "logs/firewall/crowdsec/iptables-logs/iptables-logs.log",
                line -> add(events, syslog(line, "firewall", events.size())));
        return new Samples.Kind("firewall", 5, events);
    }

    private Event syslog(String line, String source, int ordinal) {
        return parser.syslog(line.getBytes(StandardCharsets.UTF_8), receipt(source, ordinal));
    }

    private Receipt receipt(String source, int ordinal) {
        return new Receipt(Corpus.TENANT, source, now, ZoneOffset.UTC, null, ordinal);
    }

    private static void add(List<Map<String, Object>> events, Event event) {
        boolean read = !"pipeline_error".equals(event.text("event.kind"));
        if (read && ContractJson.write(event).length <= LARGEST) {
            events.add(event.fields());
        }
    }

    private List<String> below(String folder, String end) {
        try (Stream<Path> files = Files.list(data.resolve(folder))) {
            return files.map(file -> data.relativize(file).toString())
                    .filter(file -> file.endsWith(end))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode tree(String file) {
        try {
            return ContractJson.mapper().readTree(data.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lines(String file, Consumer<String> line) {
        try (InputStream raw = Files.newInputStream(data.resolve(file));
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(text -> !text.isBlank()).forEach(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
