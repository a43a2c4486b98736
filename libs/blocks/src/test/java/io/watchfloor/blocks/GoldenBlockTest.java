package io.watchfloor.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden files are blocks as they were once stored: they are added, never edited. A new one is written by {@code
 * -Dwatchfloor.golden=write}, which leaves those that are there.
 */
class GoldenBlockTest {
    private static final long START = 1_795_162_530_123L;

    static Stream<Arguments> golden() {
        return Stream.of(Arguments.of("one-event.1", 1), Arguments.of("logins.1", 700));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void aPastBlockIsReadUnchanged(String name, int count) throws IOException {
        List<Map<String, Object>> events = events(count);
        if ("write".equals(System.getProperty("watchfloor.golden"))) {
            write(name, BlockEncoder.encode(events));
        }
        BlockReader reader = new BlockReader(Directory.read(resource(name + ".directory")));
        reader.supply(resource(name + ".data"));

        assertThat(reader.events(Events.rows(reader.rows()))).isEqualTo(events);
    }

    /** Readers of blocks that are stored depend on every byte of it. */
    @Test
    void theDictionaryOfVersion1IsWhatItWas() {
        byte[] dictionary = PresetDictionary.bytes();
        assertThat(dictionary).hasSize(DICTIONARY_LENGTH);
        assertThat(Checksum.of(dictionary, 0, dictionary.length)).isEqualTo(DICTIONARY_CHECKSUM);
    }

    private static final int DICTIONARY_LENGTH = 8_473;
    private static final int DICTIONARY_CHECKSUM = -589_096_598;

    /** Events of every kind of column, by time. */
    private static List<Map<String, Object>> events(int count) {
        return IntStream.range(0, count).mapToObj(GoldenBlockTest::event).toList();
    }

    private static Map<String, Object> event(int i) {
        long time = START + i * 1_337L;
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("@timestamp", EventGenerator.time(time));
        event.put("event.id", new UUID(time << 16 | 0x7000 | i, i * 0x9E3779B97F4A7C15L).toString());
        event.put("event.ingested", EventGenerator.time(time + 40 + i % 30));
        event.put("event.category", "authentication");
        event.put("event.type", List.of("start"));
        event.put("event.start", EventGenerator.time(time - time % 60_000 - 3_600_000L * (i % 5)));
        event.put("event.outcome", i % 3 == 0 ? "failure" : "success");
        event.put("event.severity", i % 3 == 0 ? 50 : 25);
        event.put(
                "event.original",
                "login " + i + " of user" + i % 11 + " from 192.0.2." + i % 200 + ", ünïcode \uD83D\uDE00");
        event.put("source.ip", i % 50 == 7 ? "2001:db8::" + i : "192.0.2." + i % 200);
        event.put("destination.ip", "198.51.100.7");
        event.put("source.port", 1_024 + i * 31 % 60_000);
        event.put("user.name", "user" + i % 11);
        event.put("related.ip", i % 9 == 0 ? List.of() : List.of("192.0.2." + i % 200, "198.51.100.7"));
        event.put("host.ip", i % 5 == 0 ? List.of("192.0.2.1", "198.51.100." + i % 4) : "192.0.2.1");
        event.put("winlog.record_id", Integer.toString(90_000 + i));
        event.put("process.entity_id", new UUID(i * 0x2545F4914F6CDD1DL, ~i).toString());
        event.put("file.hash.sha256", hex(i, 4));
        event.put("file.hash.md5", hex(i, 2).toUpperCase(Locale.ROOT));
        if (i % 2 == 0) {
            event.put("process.command_line", "tool.exe --run " + hex(i, 1) + " \uD800");
        }
        if (i % 40 == 0) {
            event.putAll(rare(i));
        }
        return event;
    }

    private static String hex(int i, int words) {
        StringBuilder hex = new StringBuilder();
        IntStream.range(0, words).forEach(word -> hex.append("%016x".formatted((i + word) * 0x9E3779B97F4A7C15L)));
        return hex.toString();
    }

    private static Map<String, Object> rare(int i) {
        List<Object> values = new ArrayList<>(List.of(
                i,
                Long.MAX_VALUE,
                0.25,
                new BigDecimal("1.50"),
                new BigInteger("18446744073709551616"),
                true,
                false,
                "text"));
        Map<String, Object> rare = new LinkedHashMap<>();
        rare.put("labels.any", values.get(i / 40 % values.size()));
        rare.put("labels.list", List.of(values, "x", List.of()));
        return rare;
    }

    private static void write(String name, Block block) throws IOException {
        Path folder = Files.createDirectories(Path.of("src/test/resources/io/watchfloor/blocks/golden"));
        for (String part : List.of("directory", "data")) {
            Path file = folder.resolve(name + "." + part);
            if (Files.notExists(file)) {
                byte[] bytes = part.equals("data") ? block.data() : block.directory();
                Files.write(file, bytes);
                Files.write(
                        Files.createDirectories(Path.of("target/test-classes/io/watchfloor/blocks/golden"))
                                .resolve(file.getFileName()),
                        bytes);
            }
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(GoldenBlockTest.class.getResourceAsStream("golden/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
