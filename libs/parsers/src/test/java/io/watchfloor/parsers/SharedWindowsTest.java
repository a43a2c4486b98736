package io.watchfloor.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.contracts.Event;
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
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real Windows events with their flat form, read in place: a folder beside the repository, or watchfloor.shared. */
class SharedWindowsTest {
    private static final Path SHARED = Path.of(System.getProperty("watchfloor.shared", "../../../shared"));
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    /** Sigma's names of System and where an event has them. */
    private static final Map<String, String> SYSTEM = Map.ofEntries(
            Map.entry("Provider_Name", "winlog.provider_name"),
            Map.entry("Provider_Guid", "winlog.provider_guid"),
            Map.entry("EventID", "winlog.event_id"),
            Map.entry("Version", "winlog.version"),
            Map.entry("Level", "winlog.level"),
            Map.entry("Task", "winlog.task"),
            Map.entry("Opcode", "winlog.opcode"),
            Map.entry("Keywords", "winlog.keywords"),
            Map.entry("SystemTime", "event.created"),
            Map.entry("EventRecordID", "winlog.record_id"),
            Map.entry("Execution_ProcessID", "winlog.process.pid"),
            Map.entry("Execution_ThreadID", "winlog.process.thread.id"),
            Map.entry("Correlation_ActivityID", "winlog.activity_id"),
            Map.entry("Channel", "winlog.channel"),
            Map.entry("Computer", "winlog.computer_name"),
            Map.entry("Security_UserID", "winlog.user.identifier"));

    private final ObjectMapper json = new ObjectMapper();
    private final LineParser parser = new LineParser("acme", NOW, ZoneOffset.UTC);

    @Test
    void everyFieldOfTheRegressionSamplesIsThere() throws IOException {
        int samples = 0;
        for (String line : Files.readAllLines(file("sigma/regression/regression.jsonl"))) {
            JsonNode sample = json.readTree(line);
            Event event = parser.parse(sample.get("raw").toString());
            assertThat(event.value(Event.SOURCE)).isEqualTo("windows");
            Map<String, String> expected = new TreeMap<>();
            Map<String, String> actual = new TreeMap<>();
            sample.get("event").fields().forEachRemaining(field -> {
                String name = SYSTEM.getOrDefault(field.getKey(), "winlog.event_data." + field.getKey());
                expected.put(name, field.getValue().asText());
                actual.put(name, event.text(name));
            });
            assertThat(actual).as(sample.get("eid").asText()).isEqualTo(expected);
            samples++;
        }
        assertThat(samples).isGreaterThan(100);
    }

    @Test
    void flatEventsKeepEveryFieldTheyHave() throws IOException {
        List<String> lost = new ArrayList<>();
        try (BufferedReader lines = open(file("sigma/events/otrf_windows.jsonl.gz"))) {
            for (String line = lines.readLine(); line != null && lost.size() < 20; line = lines.readLine()) {
                JsonNode given = json.readTree(line).get("event");
                Event event = parser.parse(given.toString());
                given.fields().forEachRemaining(field -> {
                    String value = field.getValue().asText();
                    if (!event.fields().containsValue(value) && !isTime(field.getKey())) {
                        lost.add(field.getKey() + "=" + value + " of " + given.get("EventID"));
                    }
                });
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void everyRecordingIsReadAsWindowsWithItsCounts() throws IOException {
        try (Stream<Path> files = Files.list(file("logs/windows/otrf"))) {
            for (Path path :
                    files.filter(each -> !each.toString().contains("expected")).toList()) {
                String name = path.getFileName().toString().replace(".gz", "").replace(".json", ".expected.json");
                JsonNode expected = json.readTree(path.resolveSibling(name).toFile());
                Map<String, Integer> counts = new TreeMap<>();
                try (BufferedReader lines = open(path)) {
                    lines.lines().map(parser::parse).forEach(event -> {
                        assertThat(event.value("event.kind")).isNotEqualTo("pipeline_error");
                        counts.merge(event.text("winlog.channel") + "/" + event.text("event.code"), 1, Integer::sum);
                    });
                }
                Map<String, Integer> wanted = new TreeMap<>();
                expected.get("by_channel_event")
                        .fields()
                        .forEachRemaining(each ->
                                wanted.put(each.getKey(), each.getValue().asInt()));
                assertThat(counts).as(name).containsAllEntriesOf(wanted);
            }
        }
    }

    private static boolean isTime(String name) {
        return name.equals("SystemTime") || name.equals("TimeCreated") || name.equals("EventTime");
    }

    private static BufferedReader open(Path path) {
        try {
            InputStream in = Files.newInputStream(path);
            return new BufferedReader(new InputStreamReader(
                    path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        Path path = SHARED.resolve(name);
        Assumptions.assumeTrue(
                Files.exists(path), () -> "skipped: " + path.toAbsolutePath().normalize() + " is absent");
        return path;
    }
}
