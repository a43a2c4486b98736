package io.watchfloor.search.tools;

import static io.watchfloor.search.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.LogLines;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.search.store.Batches;
import io.watchfloor.search.store.EventBatch.Entry;
import io.watchfloor.search.store.EventStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** A recorded attack: its logs through the parsers into the store of a tenant, and what is known of it. */
final class Scenario {
    private static final Path ALL = Path.of("../../shared/logs/scenarios");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BATCH = 2_000;

    private final Path folder;
    private final TenantId tenant;
    private final JsonNode expected;
    /** By file: the events of each line. */
    private final Map<String, List<List<Event>>> lines = new LinkedHashMap<>();

    private Scenario(Path folder, TenantId tenant) {
        this.folder = folder;
        this.tenant = tenant;
        try {
            expected =
                    new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean areThere() {
        return Files.isDirectory(ALL);
    }

    /** @param receivedAt times without a year lie before it */
    static Scenario stored(String name, EventStore store, Instant receivedAt) {
        Scenario scenario = new Scenario(ALL.resolve(name), new TenantId(name.toLowerCase(java.util.Locale.ROOT)));
        scenario.expected
                .path("files")
                .forEach(file -> scenario.parse(file.path("file").asText(), receivedAt));
        scenario.store(store);
        return scenario;
    }

    private void parse(String file, Instant receivedAt) {
        LogLines parser = new LogLines(tenant.value(), null, receivedAt, ZoneOffset.UTC);
        lines.put(
                file,
                text(folder.resolve(file))
                        .lines()
                        .map(line -> parser.parse(line.getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }

    private static String text(Path file) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store(EventStore store) {
        List<Entry> entries = new ArrayList<>();
        lines.values()
                .forEach(file -> file.forEach(line -> line.forEach(event -> entries.add(new Entry(
                        tenant,
                        UUID.fromString(event.id()),
                        event.text(Event.SOURCE),
                        0,
                        entries.size(),
                        ContractJson.write(event),
                        0)))));
        for (int at = 0; at < entries.size(); at += BATCH) {
            List<Entry> batch = entries.subList(at, Math.min(entries.size(), at + BATCH));
            long next = at + batch.size();
            store.append(Batches.of("scenario." + tenant, batch, Map.of(0, next)))
                    .await()
                    .atMost(PATIENCE);
        }
    }

    JsonNode expected() {
        return expected;
    }

    /** The event of a line, counted from 1. */
    Event line(String file, int number) {
        return lines.get(file).get(number - 1).getFirst();
    }

    List<Event> events(String file) {
        return lines.get(file).stream().flatMap(List::stream).toList();
    }

    /** The ids of a piece of evidence. */
    Set<String> evidence(String id) {
        JsonNode found = StreamSupport.stream(expected.path("evidence").spliterator(), false)
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no evidence " + id));
        Set<String> ids = new LinkedHashSet<>();
        found.path("lines")
                .forEach(line ->
                        ids.add(line(found.path("file").asText(), line.asInt()).id()));
        return ids;
    }

    /** The events that belong to some. */
    Set<String> correlated(Set<String> given, List<String> fields, String window, int depth) {
        Map<String, Object> request = new HashMap<>();
        request.put("event_ids", given);
        request.put("correlation_fields", fields);
        request.put("time_window", window);
        request.put("depth", depth);
        request.put("max_events", 5_000);
        request.put("hub_events", 10_000);
        JsonNode answer = answer(as(tenant.value(), "analyst")
                .contentType("application/json")
                .body(request)
                .post("/api/v1/siem/tools/correlate-events")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
        assertThat(answer.path("not_found")).isEmpty();
        assertThat(answer.path("complete").asBoolean()).isTrue();
        List<String> ids = answer.path("correlated_events").findValuesAsText("event_id");
        assertThat(ids).hasSize(answer.path("total_related").asInt()).doesNotHaveDuplicates();
        return new HashSet<>(ids);
    }

    private static JsonNode answer(byte[] body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
