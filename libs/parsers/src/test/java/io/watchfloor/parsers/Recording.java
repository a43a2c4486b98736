package io.watchfloor.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.contracts.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** A recorded attack beside the repository, its events by file, and what is known of it. */
record Recording(JsonNode expected, Map<String, List<Event>> events) {
    private static final Path ALL =
            Path.of(System.getProperty("watchfloor.shared", "../../../shared"), "logs", "scenarios");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    static Recording read(String name) throws IOException {
        Path folder = ALL.resolve(name);
        Assumptions.assumeTrue(
                Files.exists(folder),
                () -> "skipped: " + folder.toAbsolutePath().normalize() + " is absent");
        JsonNode expected =
                new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
        Map<String, List<Event>> events = new HashMap<>();
        for (JsonNode file : expected.get("files")) {
            String path = file.get("file").asText();
            events.put(path, lines(folder.resolve(path)));
        }
        return new Recording(expected, events);
    }

    private static List<Event> lines(Path path) throws IOException {
        LogLines lines = new LogLines("acme", null, NOW, ZoneOffset.UTC);
        List<Event> events = new ArrayList<>();
        InputStream in = Files.newInputStream(path);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
            reader.lines().forEach(line -> events.addAll(lines.parse(line.getBytes(StandardCharsets.UTF_8))));
        }
        return events;
    }

    List<Event> of(String file) {
        return events.getOrDefault(file, List.of());
    }

    List<Event> all() {
        return events.values().stream().flatMap(List::stream).toList();
    }

    List<Event> evidence(String id) {
        for (JsonNode each : expected.get("evidence")) {
            if (each.get("id").asText().equals(id)) {
                return StreamSupport.stream(each.get("lines").spliterator(), false)
                        .map(line -> of(each.get("file").asText()).get(line.asInt() - 1))
                        .toList();
            }
        }
        throw new AssertionError("there is no evidence " + id);
    }

    /** From the first of the events to the last. */
    long seconds(String... evidence) {
        List<Instant> times = Arrays.stream(evidence)
                .flatMap(id -> evidence(id).stream())
                .map(Event::timestamp)
                .sorted()
                .toList();
        return times.getLast().getEpochSecond() - times.getFirst().getEpochSecond();
    }
}
