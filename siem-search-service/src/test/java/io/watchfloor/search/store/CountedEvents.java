package io.watchfloor.search.store;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.parsers.EventId;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.EventBatch.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Events of two hours to count, and random questions of them. */
final class CountedEvents {
    static final Instant T0 = Instant.parse("2026-02-01T00:00:00Z");
    static final TimeRange ALWAYS = new TimeRange(T0.minusSeconds(86_400), T0.plusSeconds(86_400));

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> CLAUSES = List.of(
            "*",
            "user.name:ana",
            "event.code:[4620 TO 4630]",
            "source.ip:10.1.0.0/16",
            "logon",
            "tags:red",
            "message:/log(on|off).*/",
            "_exists_:ratio",
            "host.name:h1",
            "nothing:here");

    private CountedEvents() {}

    static String query(Random random) {
        String one = CLAUSES.get(random.nextInt(CLAUSES.size()));
        String other = CLAUSES.get(random.nextInt(CLAUSES.size()));
        return switch (random.nextInt(4)) {
            case 0 -> one;
            case 1 -> one + " AND " + other;
            case 2 -> one + " OR " + other;
            default -> "NOT " + one;
        };
    }

    static TimeRange range(Random random) {
        Instant from = T0.plusMillis(random.nextInt(3_600_000));
        return new TimeRange(from, from.plusMillis(1 + random.nextInt(3_600_000)));
    }

    /** Blocks of all sizes, some merged and some not; the events as they can be found. */
    static List<Map<String, Object>> fill(EventStore store, BlockMerger merger, TenantId tenant, Random random) {
        List<Map<String, Object>> events = new ArrayList<>();
        while (events.size() < 1_500) {
            events.addAll(add(store, tenant, random, events.size()));
            if (random.nextInt(8) == 0 && events.size() < 1_000) {
                int unused = merger.merge().await().atMost(PATIENCE);
            }
        }
        return events;
    }

    /** A few events more, of which the first is at an offset. */
    static List<Map<String, Object>> add(EventStore store, TenantId tenant, Random random, long offset) {
        List<Map<String, Object>> events = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        long next = offset;
        for (int i = random.nextInt(60); i >= 0; i--) {
            Map<String, Object> event = event(tenant, random, next);
            entries.add(new Entry(
                    tenant,
                    UUID.fromString((String) event.get(Event.ID)),
                    (String) event.get(Event.SOURCE),
                    0,
                    next,
                    ContractJson.write(event),
                    0));
            event.put(Event.SEQUENCE, "0:" + next++);
            events.add(event);
        }
        store.append(Batches.of("counts." + tenant, entries, Map.of(0, next)))
                .await()
                .atMost(PATIENCE);
        return events;
    }

    private static Map<String, Object> event(TenantId tenant, Random random, long number) {
        Instant time = T0.plusMillis(random.nextInt(7_200_000));
        String source = random.nextInt(5) > 0 ? "syslog" : "zeek";
        Map<String, Object> event = new LinkedHashMap<>();
        event.put(Event.ID, EventId.of(time, tenant.value(), source, "n" + number));
        event.put(Event.TIMESTAMP, ContractJson.MILLIS.format(time));
        event.put(Event.TENANT, tenant.value());
        event.put(Event.SOURCE, source);
        event.put("user.name", List.of("ana", "Ana", "bo", "mikado").get(random.nextInt(4)));
        event.put("host.name", "h" + random.nextInt(3));
        if (random.nextBoolean()) {
            event.put("event.code", 4_615 + random.nextInt(20));
            event.put("source.ip", "10." + random.nextInt(3) + ".0." + random.nextInt(100));
        }
        if (random.nextBoolean()) {
            event.put("tags", List.of("red", random.nextBoolean() ? "blue" : "red", "t" + random.nextInt(3)));
            event.put("message", random.nextBoolean() ? "logon of " + number : "logoff");
        }
        if (random.nextInt(3) == 0) {
            event.put("ratio", random.nextInt(8) / 4.0);
        }
        return event;
    }
}
