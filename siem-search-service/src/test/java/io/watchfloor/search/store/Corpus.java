package io.watchfloor.search.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.EventId;
import io.watchfloor.parsers.LogParser;
import io.watchfloor.parsers.Receipt;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.EventBatch.Entry;
import io.watchfloor.testkit.fixture.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Events of a tenant, newest first, as a store must give them: over three days, some of the same time.
 *
 * @param events with their sequences
 */
record Corpus(TenantId tenant, List<Stored> events) {
    static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
    static final TimeRange ALWAYS = new TimeRange(T0.minusSeconds(86_400), T0.plusSeconds(5 * 86_400));

    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};
    private static final int SECONDS = 100_000;
    private static final List<String> LOGS = List.of(".log", ".ndjson", ".txt");
    private static final int LINES_OF_A_FILE = 12;

    /** An event as it is put in, and as it is given back. */
    record Stored(Entry entry, Map<String, Object> fields, JsonNode json) {
        UUID id() {
            return entry.id();
        }
    }

    /** The events of {@code conformance/events.ndjson}, each several times. */
    static Corpus invented(TenantId tenant, int times) {
        List<Map<String, Object>> once = lines().map(Corpus::read).toList();
        return of(
                tenant,
                Stream.iterate(0, i -> i + 1)
                        .limit(times)
                        .flatMap(_ -> once.stream())
                        .toList());
    }

    private static Stream<String> lines() {
        try (InputStream stream =
                Objects.requireNonNull(Corpus.class.getResourceAsStream("/conformance/events.ndjson"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> read(String line) {
        try {
            return ContractJson.mapper().readValue(line, FIELDS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    /** Some lines of every sample log, through the parsers; a skipped test where there are none. */
    static Corpus samples(TenantId tenant, int most) {
        Path logs = SharedData.file("logs");
        try (Stream<Path> files = Files.walk(logs)) {
            List<Map<String, Object>> events = new ArrayList<>(files.filter(Files::isRegularFile)
                    .filter(file -> LOGS.stream().anyMatch(file.toString()::endsWith))
                    .filter(file -> !file.startsWith(logs.resolve("tools")))
                    .sorted()
                    .flatMap(file -> events(tenant, file))
                    .toList());
            Collections.shuffle(events, new Random(1));
            return of(tenant, events.subList(0, Math.min(most, events.size())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Map<String, Object>> events(TenantId tenant, Path file) {
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            int step = Math.max(1, lines.size() / LINES_OF_A_FILE);
            return IntStream.range(0, Math.min(LINES_OF_A_FILE, lines.size()))
                    .mapToObj(i -> event(tenant, lines.get(i * step), i));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> event(TenantId tenant, String line, int ordinal) {
        Receipt receipt = new Receipt(tenant.value(), null, T0, ZoneOffset.UTC, null, ordinal);
        LogParser parser = new LogParser();
        try {
            return line.startsWith("{")
                    ? parser.json(ContractJson.mapper().readValue(line, FIELDS), line, receipt)
                            .fields()
                    : parser.syslog(line.getBytes(StandardCharsets.UTF_8), receipt)
                            .fields();
        } catch (JsonProcessingException e) {
            return parser.syslog(line.getBytes(StandardCharsets.UTF_8), receipt).fields();
        }
    }

    /** Gives the events times, ids and places in a topic of two partitions. */
    static Corpus of(TenantId tenant, List<? extends Map<String, Object>> events) {
        long[] next = new long[2];
        return new Corpus(
                tenant,
                IntStream.range(0, events.size())
                        .mapToObj(i -> stored(tenant, events.get(i), i, next))
                        .sorted(Comparator.comparing(
                                        (Stored stored) -> stored.id().toString())
                                .reversed())
                        .toList());
    }

    private static Stored stored(TenantId tenant, Map<String, Object> event, int number, long[] next) {
        Instant time = T0.plusSeconds(number / 2 * 2_011L % SECONDS);
        Map<String, Object> fields = new LinkedHashMap<>(event);
        String source = String.valueOf(fields.getOrDefault(Event.SOURCE, "app"));
        fields.put(Event.ID, EventId.of(time, tenant.value(), source, "n" + number));
        fields.put(Event.TIMESTAMP, ContractJson.MILLIS.format(time));
        fields.put(Event.TENANT, tenant.value());
        fields.put(Event.SOURCE, source);
        fields.putIfAbsent("event.dataset", source);
        int partition = number % 2;
        Entry entry = new Entry(
                tenant,
                UUID.fromString((String) fields.get(Event.ID)),
                source,
                partition,
                next[partition]++,
                ContractJson.write(fields),
                0);
        Map<String, Object> back = read(new String(entry.body(), StandardCharsets.UTF_8));
        back.put(Event.SEQUENCE, partition + ":" + entry.offset());
        return new Stored(entry, back, json(back));
    }

    static JsonNode json(Map<String, Object> fields) {
        try {
            return ContractJson.mapper().readTree(ContractJson.write(fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of the topic. */
    List<EventBatch> batches(String topic, int size) {
        List<Entry> entries = events.stream()
                .map(Stored::entry)
                .sorted(Comparator.comparingLong(Entry::offset).thenComparing(Entry::partition))
                .toList();
        List<EventBatch> batches = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += size) {
            List<Entry> some = entries.subList(from, Math.min(entries.size(), from + size));
            Map<Integer, Long> next = new LinkedHashMap<>();
            some.forEach(entry -> next.merge(entry.partition(), entry.offset() + 1, Math::max));
            batches.add(Batches.of(topic, some, next));
        }
        return batches;
    }
}
