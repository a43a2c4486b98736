package io.watchfloor.search.store;

import io.watchfloor.contracts.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Events of values that are easily confused: spellings of numbers and addresses, odd letters, lists, long tokens. */
public final class RandomEvents {
    private static final List<String> FIELDS = List.of(
            "user.name",
            "message",
            "process.command_line",
            "source.ip",
            "destination.ip",
            "event.code",
            "network.bytes",
            "dns.answers.data",
            "file.hash.sha256",
            "flag",
            "event.created",
            "odd name",
            "notes.text",
            "event.original");
    private static final List<String> WORDS = List.of(
            "ana",
            "Ana",
            "admin",
            "sysadmin",
            "Straße",
            "STRASSE",
            "İ",
            "ı",
            "ſ",
            "K",
            "ΟΔΥΣΣΕΥΣ",
            "ὀδυσσεύς",
            "é",
            "e\u0301",
            "登录",
            "失败",
            "🔒",
            "𐐀",
            "𐐨",
            "a_b",
            "007",
            "7",
            "7.0",
            "4625",
            "1e3",
            "true",
            "false",
            "NaN",
            "-1",
            "null",
            "x",
            "C:\\a\\b.exe",
            "a/b",
            "*",
            "?",
            "\"",
            "\\",
            "--",
            "10.0.0.1",
            "1.2.3.4.5",
            "2001:db8::1",
            "::ffff:10.0.0.1",
            "fe80::1%eth0",
            "2026-03-01T10:00:00Z",
            "2026-03-01",
            "\u0000",
            "\n");
    private static final List<String> SEPARATORS = List.of(" ", "", "-", ": ", ".", "/", "\t", ", ");

    private final Random random;

    private RandomEvents(Random random) {
        this.random = random;
    }

    /** As many events; the same for the same seed. */
    public static List<Map<String, Object>> of(long seed, int count) {
        RandomEvents events = new RandomEvents(new Random(seed));
        return IntStream.range(0, count).mapToObj(_ -> events.event()).toList();
    }

    private Map<String, Object> event() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put(Event.SOURCE, pick(List.of("syslog", "zeek")));
        event.put("event.dataset", "random." + random.nextInt(2));
        for (String field : FIELDS) {
            if (random.nextInt(3) == 0) {
                event.put(field, random.nextInt(6) == 0 ? list(this::value) : value());
            }
        }
        return event;
    }

    private List<Object> list(Supplier<Object> value) {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }

    private Object value() {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt(5);
            case 1 -> random.nextInt(8) / 4.0;
            case 2 -> pick(List.of(4625, 4625.0, 9007199254740993L, 1.5e50, -0.0, 1e-7, 1_000L));
            case 3 -> random.nextBoolean();
            case 4 -> "10.0." + random.nextInt(3) + "." + random.nextInt(3);
            case 5 -> "2001:DB8::" + random.nextInt(3);
            case 6 -> pick(WORDS).repeat(1 + random.nextInt(3)) + "x".repeat(random.nextInt(40) == 0 ? 3_000 : 0);
            case 7 -> "";
            default -> sentence();
        };
    }

    private String sentence() {
        StringBuilder text = new StringBuilder(pick(WORDS));
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(pick(SEPARATORS)).append(pick(WORDS));
        }
        return text.toString();
    }

    private <T> T pick(List<? extends T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
