package io.watchfloor.blocks;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Random events with values of every type and form; the same seed gives the same ones. */
final class EventGenerator {
    private static final List<String> WORDS = List.of(
            "admin",
            "root",
            "Failed",
            "password",
            "for",
            "ärger",
            "Straße",
            "ΣΊΣΥΦΟΣ",
            "C:\\Windows\\cmd.exe",
            "/c",
            "whoami?",
            "\uD83D\uDE00",
            "\uD800",
            "x\uDC00y",
            "\uFFFD",
            "",
            " ",
            "-",
            "mimikatz",
            "10.0.0.1",
            "4625",
            "0",
            "-7",
            "007",
            "DEADBEEF",
            "deadbeef",
            "deadBEEF",
            "2026-11-20T08:15:30.123Z",
            "2026-02-30T00:00:00.000Z");
    private static final List<Long> EDGES = List.of(
            0L, 1L, -1L, 255L, 256L, 65_535L, 65_536L, 1L << 31, 1L << 32, 1L << 56, Long.MAX_VALUE, Long.MIN_VALUE);

    private final SplittableRandom random;
    private final Map<String, LongFunction<Object>> fields = new LinkedHashMap<>();
    private final Map<String, Double> presence = new LinkedHashMap<>();
    private final long start;
    private final int step;
    private final boolean oddTimes;

    EventGenerator(long seed) {
        this.random = new SplittableRandom(seed);
        this.start = Instant.parse("2026-11-20T08:00:00Z").toEpochMilli() - random.nextLong(1L << 40);
        this.step = pick(List.of(1, 10, 1_000, 500_000));
        this.oddTimes = random.nextInt(5) == 0;
        addFields();
    }

    private void addFields() {
        List<String> texts = some(() -> text(1 + random.nextInt(6)));
        List<Object> anything = some(() -> anything(2));
        List<String> addresses = some(this::address);
        add("event.id", time -> random.nextInt(200) == 0 && oddTimes ? "own-" + time : id(time));
        add(
                "event.ingested",
                time -> Instant.ofEpochMilli(time + random.nextInt(5_000)).toString());
        add("event.created", time -> random.nextInt(3) == 0 ? text(2) : time(time));
        add("event.original", _ -> text(random.nextInt(40)));
        add("event.severity", _ -> pick(List.of(25, 50L, 75)));
        add("event.sequence", time -> time);
        add("edge", _ -> pick(EDGES));
        add("source.ip", _ -> random.nextInt(500) == 0 ? "2001:db8::1" : pick(addresses));
        add("source.port", _ -> random.nextInt(65_536));
        add("related.ip", _ -> list(() -> pick(addresses)));
        add("related.user", _ -> list(() -> pick(texts)));
        add("dns.answers.data", _ -> random.nextInt(3) > 0 ? pick(addresses) : list(() -> pick(addresses)));
        add("file.hash.sha256", _ -> hex(64, false));
        add("file.hash.md5", _ -> hex(32, true));
        add("process.entity_id", _ -> new UUID(random.nextLong(), random.nextLong()).toString());
        add("process.command_line", _ -> text(random.nextInt(12)));
        add("winlog.record_id", time -> Long.toString(time / 7));
        add("dns.time", time -> time(time - time % 1_000));
        add("user.name", _ -> pick(texts));
        add("host.name", _ -> texts.getFirst());
        add("true", _ -> random.nextBoolean());
        add("ratio", _ -> random.nextDouble());
        add("mixed", _ -> pick(anything));
        add("odd name:(x)\uD800", _ -> anything(3));
        IntStream.range(0, random.nextInt(60)).forEach(i -> add("labels.l" + i, _ -> pick(texts)));
    }

    private void add(String name, LongFunction<Object> value) {
        fields.put(name, value);
        presence.put(name, pick(List.of(1.0, 1.0, 0.9, 0.4, 0.03, 0.003, 0.0)));
    }

    List<Map<String, Object>> events(int count) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event());
        }
        return events;
    }

    private Map<String, Object> event() {
        long time = start + random.nextLong(2_000) * step;
        Map<String, Object> event = new LinkedHashMap<>();
        event.put(
                "@timestamp",
                oddTimes && random.nextInt(4) == 0 ? Instant.ofEpochMilli(time).toString() : time(time));
        fields.forEach((name, value) -> {
            if (random.nextDouble() < presence.get(name)) {
                event.put(name, value.apply(time));
            }
        });
        return event;
    }

    private Object anything(int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 9)) {
            case 0 -> pick(EDGES);
            case 1 -> random.nextInt();
            case 2 -> pick(List.of(1.0, -0.0, 1e300, Double.MIN_VALUE, 0.1));
            case 3 -> new BigDecimal(pick(List.of("1.50", "1E+30", "-0.000", "12345678901234567890.123")));
            case 4 -> new BigInteger(random.nextBoolean() ? "-18446744073709551616" : "7");
            case 5 -> random.nextBoolean();
            case 6 -> text(2);
            default -> list(() -> anything(depth - 1));
        };
    }

    private <T> List<T> list(java.util.function.Supplier<T> element) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> element.get())
                .toList();
    }

    private <T> List<T> some(java.util.function.Supplier<T> value) {
        return IntStream.range(0, 1 + random.nextInt(300))
                .mapToObj(_ -> value.get())
                .toList();
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(random.nextInt(4) == 0 ? "w" + random.nextInt(1_000) : pick(WORDS));
        }
        return text.toString();
    }

    private String address() {
        return "10.%d.%d.%d".formatted(random.nextInt(3), random.nextInt(256), random.nextInt(256));
    }

    private String hex(int digits, boolean upper) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, digits).forEach(_ -> text.append(Character.forDigit(random.nextInt(16), 16)));
        return upper ? text.toString().toUpperCase(Locale.ROOT) : text.toString();
    }

    private String id(long time) {
        return new UUID(time << 16 | 0x7000 | random.nextInt(1 << 12), random.nextLong()).toString();
    }

    static String time(long millis) {
        byte[] text = new byte[Timestamps.LENGTH];
        Timestamps.format(millis, text);
        return new String(text, java.nio.charset.StandardCharsets.US_ASCII);
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    int number(int bound) {
        return random.nextInt(bound);
    }
}
