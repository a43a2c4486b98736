package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.EventId;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.EventBatch.Entry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store gives the events that the evaluator finds among all that were stored, in their order, whatever batches they came in. */
abstract class StoreConformance {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
    static final TimeRange ALWAYS = new TimeRange(T0.minusSeconds(86_400), T0.plusSeconds(86_400));
    private static final int EVENTS = 1_500;
    private static final String NOTHING = "nothing:here";
    private static final List<String> SOURCES = List.of("syslog", "windows", "zeek");
    private static final List<String> QUERIES = List.of(
            "*",
            "user.name:ana",
            "user:an*",
            "NOT user.name:ana",
            "user.name:ana AND event.code:4625",
            "event.code:[4620 TO 4630]",
            "event.code:4625.0",
            "source.ip:10.0.0.0/8",
            "source.ip:10.1.2.0/24 OR source.ip:192.0.2.7",
            "source.ip:\"2001:db8::1\"",
            "message:\"logon refused\"",
            "refused",
            "*mika*",
            "message:/log(on|off) .*/",
            "_exists_:tags",
            "tags:red AND NOT tags:blue",
            "flag:true",
            "ratio:>0.5",
            "(user:ana OR user:bo) AND NOT source.ip:10.0.0.0/8 AND message:logon",
            "host.*:h1",
            "@timestamp:>=\"2026-03-01T01:00:00Z\"",
            NOTHING);

    @Inject
    EventStore store;

    /** What a store does beside, between two batches. */
    void tidy(Random random) {}

    record Stored(Entry entry, Map<String, Object> fields) {
        UUID id() {
            return entry.id();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatMatchesIsFoundInItsOrderWithAllItsFields(long seed) {
        TenantId tenant = new TenantId("conform-" + seed);
        List<Stored> all = fill(tenant, new Random(seed));
        for (String text : QUERIES) {
            Query query = QueryParser.parse(text);
            CompiledQuery compiled = CompiledQuery.of(query);
            StoreQuery asked = new StoreQuery(tenant, query, compiled, ALWAYS, null, null, null, 1);
            List<Stored> expected = expected(all, stored -> compiled.matches(Document.of(stored.fields())));
            assertThat(expected.isEmpty()).as(text).isEqualTo(text.equals(NOTHING));
            assertThat(found(asked, 1_000)).as(text).isEqualTo(json(expected));
            assertThat(found(asked, 23)).as(text + ", in small chunks").isEqualTo(json(expected));
        }
    }

    @Test
    void timeSourceAndSequenceBound() {
        TenantId tenant = new TenantId("conform-bounds");
        List<Stored> all = fill(tenant, new Random(4));
        Query query = QueryParser.parse("user.name:ana");
        CompiledQuery compiled = CompiledQuery.of(query);
        Predicate<Stored> matches = stored -> compiled.matches(Document.of(stored.fields()));
        TimeRange hour = new TimeRange(T0.plusSeconds(1_800), T0.plusSeconds(5_400));
        assertThat(found(new StoreQuery(tenant, query, compiled, hour, null, null, null, 1), 50))
                .isEqualTo(json(expected(all, matches.and(stored -> isIn(stored, hour)))));
        assertThat(found(new StoreQuery(tenant, query, compiled, ALWAYS, "zeek", null, null, 1), 50))
                .isEqualTo(json(expected(
                        all, matches.and(stored -> stored.entry().source().equals("zeek")))));
        SequenceRange sequence =
                new SequenceRange(new HighWater(Map.of(0, 40L)), new HighWater(Map.of(0, 90L, 1, 60L)));
        assertThat(found(new StoreQuery(tenant, query, compiled, ALWAYS, null, sequence, null, 1), 50))
                .isEqualTo(json(expected(all, matches.and(stored -> isIn(stored, sequence)))));
    }

    @Test
    void oneEventIsFoundByItsIdAndOnlyByItsTenant() {
        TenantId tenant = new TenantId("conform-ids");
        List<Stored> all = fill(tenant, new Random(5));
        for (Stored stored : all.subList(0, 20)) {
            Optional<Event> found = store.find(tenant, stored.id()).await().atMost(PATIENCE);
            assertThat(json(found.orElseThrow().fields())).isEqualTo(json(stored.fields()));
            assertThat(store.find(new TenantId("other"), stored.id()).await().atMost(PATIENCE))
                    .isEmpty();
        }
        assertThat(store.find(tenant, EventId.lowest(T0)).await().atMost(PATIENCE))
                .isEmpty();
    }

    /** Stores events in batches, some of them delivered again and some of them sent again; gives each once, as it was stored first. */
    List<Stored> fill(TenantId tenant, Random random) {
        List<Stored> stored = new ArrayList<>();
        List<Map<String, Object>> events = IntStream.range(0, EVENTS)
                .mapToObj(i -> event(tenant, random, i))
                .toList();
        long[] next = new long[2];
        for (int from = 0; from < EVENTS; ) {
            int to = Math.min(EVENTS, from + 1 + random.nextInt(60));
            List<Entry> entries = new ArrayList<>();
            long[] before = next.clone();
            for (Map<String, Object> event : events.subList(Math.max(0, from - random.nextInt(5)), to)) {
                int partition = random.nextInt(2);
                entries.add(entry(tenant, event, partition, next[partition]++));
            }
            append(tenant, entries, before);
            for (Entry entry : entries) {
                if (stored.stream().noneMatch(known -> known.id().equals(entry.id()))) {
                    stored.add(new Stored(entry, withSequence(entry)));
                }
            }
            from = to;
            tidy(random);
        }
        return stored;
    }

    private void append(TenantId tenant, List<Entry> entries, long[] before) {
        Map<Integer, Long> next = new LinkedHashMap<>(Map.of(0, before[0], 1, before[1]));
        entries.forEach(entry -> next.merge(entry.partition(), entry.offset() + 1, Math::max));
        EventBatch batch = Batches.of("conformance." + tenant, entries, next);
        store.append(batch).await().atMost(PATIENCE);
        store.append(batch).await().atMost(PATIENCE);
    }

    private static Entry entry(TenantId tenant, Map<String, Object> event, int partition, long offset) {
        return new Entry(
                tenant,
                UUID.fromString((String) event.get(Event.ID)),
                (String) event.get(Event.SOURCE),
                partition,
                offset,
                ContractJson.write(event),
                0);
    }

    private static Map<String, Object> withSequence(Entry entry) {
        @SuppressWarnings("unchecked")
        Map<String, Object> fields = ContractJson.read(entry.body(), LinkedHashMap.class);
        fields.put(Event.SEQUENCE, entry.partition() + ":" + entry.offset());
        return fields;
    }

    private static Map<String, Object> event(TenantId tenant, Random random, int number) {
        // Few different times, so that many events are of the same.
        Instant time = T0.plusSeconds(60L * random.nextInt(120));
        // Most of one dataset, so that it has blocks to merge.
        boolean usual = random.nextInt(5) > 0;
        String source = usual ? SOURCES.getFirst() : SOURCES.get(random.nextInt(SOURCES.size()));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put(Event.ID, EventId.of(time, tenant.value(), source, "n" + number));
        event.put(Event.TIMESTAMP, ContractJson.MILLIS.format(time));
        event.put(Event.TENANT, tenant.value());
        event.put(Event.SOURCE, source);
        event.put("event.dataset", source + "." + (usual ? 0 : random.nextInt(3)));
        event.put("user.name", List.of("ana", "Andrea", "bo", "mikado").get(random.nextInt(4)));
        event.put("host.name", "h" + random.nextInt(3));
        maybe(random, event, "event.code", 4_615 + random.nextInt(20));
        maybe(random, event, "source.ip", address(random));
        maybe(
                random,
                event,
                "message",
                List.of("Logon refused", "logoff of ana", "Ünïcode", "").get(random.nextInt(4)));
        maybe(random, event, "tags", List.of("red", random.nextBoolean() ? "blue" : "green"));
        maybe(random, event, "flag", random.nextBoolean());
        maybe(random, event, "ratio", random.nextDouble());
        maybe(random, event, "event.original", "line " + number + " " + "x".repeat(random.nextInt(200)));
        return event;
    }

    private static String address(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "10.1.2." + random.nextInt(4);
            case 1 -> "10." + random.nextInt(3) + ".9.9";
            case 2 -> "192.0.2." + random.nextInt(9);
            default -> "2001:db8::" + random.nextInt(3);
        };
    }

    private static void maybe(Random random, Map<String, Object> event, String field, Object value) {
        if (random.nextInt(3) > 0) {
            event.put(field, value);
        }
    }

    private static boolean isIn(Stored stored, TimeRange range) {
        Instant time = Instant.parse((String) stored.fields().get(Event.TIMESTAMP));
        return time.isAfter(range.from()) && !time.isAfter(range.to());
    }

    private static boolean isIn(Stored stored, SequenceRange range) {
        int partition = stored.entry().partition();
        return stored.entry().offset() >= range.after().nextOffsets().getOrDefault(partition, 0L)
                && stored.entry().offset() < range.upTo().nextOffsets().getOrDefault(partition, 0L);
    }

    static List<Stored> expected(List<Stored> all, Predicate<Stored> matches) {
        return all.stream()
                .filter(matches)
                .sorted(Comparator.comparing((Stored stored) -> stored.id().toString())
                        .reversed())
                .toList();
    }

    /** All that the store gives and the evaluator lets pass, chunk by chunk. */
    List<JsonNode> found(StoreQuery query, int limit) {
        List<JsonNode> found = new ArrayList<>();
        @Nullable UUID before = null;
        boolean more = true;
        while (more) {
            Candidates chunk = store.scan(query.before(before, limit)).await().atMost(PATIENCE);
            chunk.items().stream()
                    .map(item -> item.event().fields())
                    .filter(fields -> query.compiled().matches(Document.of(fields)))
                    .forEach(fields -> found.add(json(fields)));
            before = chunk.oldest();
            more = chunk.more();
        }
        return found;
    }

    static List<JsonNode> json(List<Stored> stored) {
        return stored.stream().map(each -> json(each.fields())).toList();
    }

    private static JsonNode json(Map<String, Object> fields) {
        try {
            return ContractJson.mapper().readTree(ContractJson.write(fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
