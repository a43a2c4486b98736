package io.watchfloor.blocks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Events of many datasets in one block: a few fields of all, some of many and some of one alone. The same seed gives the same ones. */
final class MixedEvents {
    private static final int DATASETS = 35;
    private static final int SHARED = 130;
    private static final long START = 1_795_162_000_000L;

    private final SplittableRandom random;
    private final Map<String, String> names = new HashMap<>();
    private int made;

    MixedEvents(long seed) {
        this.random = new SplittableRandom(seed);
    }

    List<Map<String, Object>> events(int count) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event());
        }
        return events;
    }

    private Map<String, Object> event() {
        int i = made++;
        int dataset = (int) (random.nextDouble() * random.nextDouble() * DATASETS);
        Map<String, Object> event = common(i, dataset);
        for (int field = 0; field < 10; field++) {
            int shared = (dataset * 7 + field * 13) % SHARED;
            event.put(name("shared" + shared % 12 + ".field" + shared), value(shared));
        }
        for (int field = 0; field < 12; field++) {
            if (field < 6 || random.nextInt(3) == 0) {
                event.put(name("vendor" + dataset + ".product.detail" + field), value(dataset + field * 5));
            }
        }
        return event;
    }

    /** The same string for the same name, as a parser of JSON gives it. */
    private String name(String made) {
        return names.computeIfAbsent(made, _ -> made);
    }

    private Map<String, Object> common(int i, int dataset) {
        long time = START + i * 37L + random.nextInt(30);
        String user = "user" + (int) (random.nextDouble() * random.nextDouble() * 400);
        String ip = address();
        String message = "operation " + random.nextInt(40) + " of " + user + " from " + ip + " port "
                + random.nextInt(60_000) + " took " + random.nextInt(900) + " ms";
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("@timestamp", EventGenerator.time(time));
        event.put("event.id", new UUID(time << 16 | 0x7000 | random.nextInt(1 << 12), random.nextLong()).toString());
        event.put("event.ingested", EventGenerator.time(time + 200 + random.nextInt(2_000)));
        event.put("event.dataset", "vendor" + dataset + ".log");
        event.put("event.action", "action" + random.nextInt(30));
        event.put("event.severity", random.nextInt(4) * 25);
        event.put("watchfloor.tenant", "acme");
        event.put("watchfloor.source", "source" + dataset % 5);
        event.put("watchfloor.sequence", i % 3 + ":" + (i + 1_000_000));
        event.put("host.name", "host-" + random.nextInt(200));
        event.put("user.name", user);
        event.put("source.ip", ip);
        event.put("related.ip", List.of(ip));
        event.put("message", message);
        event.put("event.original", "<38>Nov 20 08:15:30 host-" + i % 40 + " daemon[" + i % 30_000 + "]: " + message);
        return event;
    }

    private Object value(int of) {
        return switch (of % 10) {
            case 0 -> random.nextInt(65_536);
            case 1 -> random.nextInt(4);
            case 2 -> address();
            case 3 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 4 -> Long.toHexString(random.nextLong() | Long.MIN_VALUE).repeat(2);
            case 5 -> List.of("tag" + random.nextInt(20), "tag" + random.nextInt(20));
            case 6 -> Integer.toString(random.nextInt(9_000));
            case 7 -> "C:\\Program Files\\Tool " + random.nextInt(60) + "\\tool" + random.nextInt(600) + ".exe";
            case 8 -> EventGenerator.time(START + random.nextInt(10_000_000));
            default -> "value " + random.nextInt(50);
        };
    }

    private String address() {
        return "10.20." + random.nextInt(20) + "." + random.nextInt(250);
    }
}
