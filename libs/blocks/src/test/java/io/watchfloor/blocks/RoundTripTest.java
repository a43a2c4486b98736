package io.watchfloor.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    private static final String TIME = "2026-11-20T08:15:30.123Z";

    @Test
    void equalEventsComeBackInTheOrderOfTimeAndId() {
        for (long seed = 0; seed < 150; seed++) {
            EventGenerator generator = new EventGenerator(seed);
            int bound = seed % 10 == 0 ? 3_000 : seed % 3 == 0 ? 600 : 40;
            List<Map<String, Object>> events = generator.events(1 + generator.number(bound));
            Block block = BlockEncoder.encode(events);

            assertThat(Events.all(block)).as("seed %d", seed).isEqualTo(Events.expected(events));
        }
    }

    @Test
    void blocksOfManyDatasetsComeBack() {
        List<Map<String, Object>> events = new MixedEvents(3).events(900);
        Block block = BlockEncoder.encode(events);
        List<Map<String, Object>> expected = Events.expected(events);
        BlockReader reader = Events.reader(block);

        assertThat(reader.directory().columns()).hasSizeGreaterThan(400);
        assertThat(reader.directory().frames()).hasSizeLessThan(120);
        assertThat(reader.events(new int[] {7, 500})).isEqualTo(List.of(expected.get(7), expected.get(500)));
        assertThat(Events.all(block)).isEqualTo(expected);
    }

    @Test
    void singleRowsNeedOnlyTheFramesThatAreSaid() {
        for (long seed = 0; seed < 40; seed++) {
            EventGenerator generator = new EventGenerator(seed);
            List<Map<String, Object>> events = generator.events(1 + generator.number(1_000));
            Block block = BlockEncoder.encode(events);
            int row = generator.number(block.rows());
            BlockReader reader = new BlockReader(Directory.read(block.directory()));
            supply(reader, block, reader.frames(new int[] {row}));

            assertThat(reader.events(new int[] {row}))
                    .as("seed %d", seed)
                    .containsExactly(Events.expected(events).get(row));
            assertThat(reader.frames(new int[] {row})).isEmpty();
        }
    }

    @Test
    void rowsComeBackInTheOrderInWhichTheyAreAsked() {
        for (long seed = 0; seed < 20; seed++) {
            EventGenerator generator = new EventGenerator(seed);
            List<Map<String, Object>> events = generator.events(1 + generator.number(1_000));
            BlockReader reader = Events.reader(BlockEncoder.encode(events));
            int step = generator.pick(List.of(-1, 0, 1, 3));
            int[] rows = IntStream.range(0, 100)
                    .map(i -> Math.floorMod(7 + i * step, events.size()))
                    .toArray();
            List<Map<String, Object>> expected = Events.expected(events);

            assertThat(reader.events(rows))
                    .as("seed %d", seed)
                    .isEqualTo(IntStream.of(rows).mapToObj(expected::get).toList());
        }
    }

    private static void supply(BlockReader reader, Block block, int[] frames) {
        for (int frame : frames) {
            FrameSpan span = reader.directory().frames().get(frame);
            int end = span.offset() + span.storedLength();
            reader.supply(frame, java.util.Arrays.copyOfRange(block.data(), span.offset(), end));
        }
    }

    static Stream<Arguments> columns() {
        return Stream.of(
                Arguments.of(Kind.TEXT, List.of("a", "b", "")),
                Arguments.of(Kind.TEXT, List.of("10.0.0.1", "10.0.0.256")),
                Arguments.of(Kind.TEXT, List.of("10.0.0.1", "10.0.0.01")),
                Arguments.of(Kind.TEXT, List.of("12", "012")),
                Arguments.of(Kind.TEXT, List.of("-0", "1")),
                Arguments.of(Kind.TEXT, List.of("abcdef01", "ABCDEF01")),
                Arguments.of(Kind.TEXT, List.of("abcdef01", "abcdef0101")),
                Arguments.of(Kind.TEXT, List.of("2026-02-30T08:15:30.123Z")),
                Arguments.of(Kind.TEXT, List.of("\uD800", "\uDC00?", "\uD83D\uDE00?")),
                Arguments.of(Kind.LONG, List.of(1, 2L, Long.MIN_VALUE, Long.MAX_VALUE)),
                Arguments.of(Kind.DECIMAL, List.of("4625", "-1", "0", "999999999999999999")),
                Arguments.of(Kind.TIME, List.of("0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z")),
                Arguments.of(Kind.TIME, List.of(TIME)),
                Arguments.of(Kind.IP4, List.of("0.0.0.0", "255.255.255.255", "10.20.30.4")),
                Arguments.of(Kind.HEX, List.of("00ff00ff", "deadbeef")),
                Arguments.of(Kind.HEX, List.of("DEADBEEF", "01234567", "89ABCDEF")),
                Arguments.of(Kind.UUID, List.of("01234567-89ab-cdef-0123-456789abcdef")),
                Arguments.of(Kind.TEXT, List.of("01234567-89AB-cdef-0123-456789abcdef")),
                Arguments.of(Kind.LIST, List.of(List.of(), List.of("a"), List.of("a", "a", "b"))),
                Arguments.of(Kind.LIST, List.of(List.of())),
                Arguments.of(Kind.LIST, List.of(List.of("a"), "a")),
                Arguments.of(Kind.LIST, List.of("a", List.of("a"), List.of())),
                Arguments.of(Kind.LIST, List.of("10.0.0.1", List.of("10.0.0.1", "10.0.0.2"))),
                Arguments.of(Kind.VALUE, List.of("a", List.of("a"), 1)),
                Arguments.of(Kind.VALUE, List.of(List.of(1, "a"))),
                Arguments.of(Kind.VALUE, List.of(true, false)),
                Arguments.of(Kind.VALUE, List.of(0.1, -0.0, 0.0)),
                Arguments.of(Kind.VALUE, List.of("1", 1)),
                Arguments.of(Kind.VALUE, List.of(new BigDecimal("1.50"), new BigDecimal("1.5"))));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void valuesAreWrittenInTheNarrowestForm(Kind kind, List<Object> values) {
        for (int copies : new int[] {1, 5, 600}) {
            List<Map<String, Object>> events = new ArrayList<>();
            IntStream.range(0, copies)
                    .forEach(_ -> values.forEach(value -> events.add(Map.of("@timestamp", TIME, "field", value))));
            Block block = BlockEncoder.encode(events);

            assertThat(Directory.read(block.directory()).columns().get("field").kind())
                    .isEqualTo(kind);
            assertThat(Events.all(block)).isEqualTo(Events.expected(events));
        }
    }

    @Test
    void timesAndIdsOfEventsTakeNoRoomOfTheirOwn() {
        List<Map<String, Object>> events = IntStream.range(0, 100)
                .<Map<String, Object>>mapToObj(i -> {
                    String time = EventGenerator.time(1_795_162_000_000L + i * 17);
                    String id = new java.util.UUID(1_795_162_000_000L + i * 17L << 16 | 0x7abc, i).toString();
                    return Map.of("@timestamp", time, "event.id", id);
                })
                .toList();
        Directory directory = Directory.read(BlockEncoder.encode(events).directory());

        assertThat(directory.columns().get("@timestamp").kind()).isEqualTo(Kind.LAG);
        assertThat(directory.columns().get("@timestamp").isInline()).isTrue();
        assertThat(directory.columns().get("event.id").kind()).isEqualTo(Kind.ID);
    }

    @Test
    void anyNumberOfDifferentValuesIsToldApart() {
        for (int distinct : new int[] {1, 2, 3, 4, 5, 16, 17, 256, 257, 3_000}) {
            List<Map<String, Object>> events = IntStream.range(0, 3_001)
                    .<Map<String, Object>>mapToObj(i -> Map.of(
                            "@timestamp",
                            TIME,
                            "a",
                            i % distinct,
                            "b",
                            List.of("x" + i % distinct, "x" + i * 7 % distinct)))
                    .toList();

            assertThat(Events.all(BlockEncoder.encode(events)).equals(events)).isTrue();
        }
    }

    @Test
    void textsMadeToCollideComeBack() {
        List<Map<String, Object>> events = IntStream.range(0, 2_000)
                .<Map<String, Object>>mapToObj(i -> Map.of("@timestamp", TIME, "a", colliding(i % 900)))
                .toList();

        assertThat(events.stream().map(event -> event.get("a").hashCode()).distinct())
                .hasSize(1);
        assertThat(Events.all(BlockEncoder.encode(events)).equals(events)).isTrue();
    }

    /** {@code Aa} and {@code BB} have one hash. */
    private static String colliding(int bits) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 10).forEach(bit -> text.append((bits >> bit & 1) == 0 ? "Aa" : "BB"));
        return text.toString();
    }

    @Test
    void longListsComeBack() {
        List<Map<String, Object>> events = Stream.of(0, 20_000)
                .<Map<String, Object>>map(from -> Map.of(
                        "@timestamp",
                        TIME,
                        "a",
                        IntStream.range(from, from + 50_000)
                                .mapToObj(i -> "x" + i)
                                .toList()))
                .toList();

        assertThat(Events.all(BlockEncoder.encode(events)).equals(events)).isTrue();
    }

    @Test
    void someFieldsCanBeAskedFor() {
        List<Map<String, Object>> events =
                List.of(Map.of("@timestamp", TIME, "user.name", "ana", "file.hash.md5", "x", "file.hash.sha1", "y"));
        BlockReader reader = Events.reader(BlockEncoder.encode(events));

        assertThat(reader.events(new int[] {0}, Set.of("user.name", "unknown")))
                .containsExactly(Map.of("user.name", "ana"));
        assertThat(reader.events(new int[] {0}, Set.of("file.hash.*")))
                .containsExactly(Map.of("file.hash.md5", "x", "file.hash.sha1", "y"));
        assertThat(reader.value("user.name", 0)).isEqualTo("ana");
        assertThat(reader.value("unknown", 0)).isNull();
    }

    @Test
    void aBlockKnowsItsTimesAndCountsThemByTheMinute() {
        List<Map<String, Object>> events = Stream.of("00:59.999", "01:00.000", "03:30.000", "01:59.000")
                .<Map<String, Object>>map(text -> Map.of("@timestamp", "2026-11-20T08:" + text + "Z"))
                .toList();
        Block block = BlockEncoder.encode(events);

        assertThat(block.perMinute()).containsExactly(1, 2, 0, 1);
        assertThat(block.minTime()).isEqualTo(Timestamps.parse("2026-11-20T08:00:59.999Z"));
        assertThat(block.maxTime()).isEqualTo(Timestamps.parse("2026-11-20T08:03:30.000Z"));
        assertThat(Events.reader(block).times())
                .hasSize(4)
                .startsWith(block.minTime())
                .endsWith(block.maxTime())
                .isSorted();
    }

    @Test
    void eventsFarApartAreNotCountedByTheMinute() {
        List<Map<String, Object>> events =
                List.of(Map.of("@timestamp", "1970-01-01T00:00:00.000Z"), Map.of("@timestamp", TIME));

        assertThat(BlockEncoder.encode(events).perMinute()).isEmpty();
    }

    @Test
    void whatIsNoEventIsRefused() {
        Map<String, Object> withNull = new HashMap<>(Map.of("@timestamp", TIME));
        withNull.put("user.name", null);

        assertRefused(List.of(), "1 to 65536 events");
        assertRefused(Collections.nCopies(65_537, Map.of("@timestamp", TIME)), "65537");
        assertRefused(List.of(Map.of("message", "x")), "without @timestamp");
        assertRefused(List.of(Map.of("@timestamp", "today")), "is no time");
        assertRefused(List.of(withNull), "user.name: a value that is null");
        assertRefused(List.of(Map.of("@timestamp", TIME, "a", Map.of())), "a: a value of type");
        assertRefused(List.of(Map.of("@timestamp", TIME, "a", 1.5f)), "a: a number of type java.lang.Float");
    }

    private static void assertRefused(List<? extends Map<String, Object>> events, String why) {
        assertThatThrownBy(() -> BlockEncoder.encode(events))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void largeValuesAreWrittenInSmallGroups() {
        String large = "x".repeat(5 << 20);
        List<Map<String, Object>> events = IntStream.range(0, 9)
                .<Map<String, Object>>mapToObj(i -> Map.of("@timestamp", TIME, "event.id", "" + i, "a", large + i))
                .toList();
        Block block = BlockEncoder.encode(events);

        assertThat(Directory.read(block.directory()).frames())
                .hasSizeGreaterThan(2)
                .allSatisfy(frame -> assertThat(frame.rawLength()).isLessThanOrEqualTo(16 << 20));
        assertThat(Events.all(block).equals(events)).isTrue();
    }

    @Test
    void theMostRowsThereCanBeAreEncoded() {
        List<Map<String, Object>> events = IntStream.range(0, BlockEncoder.MOST_ROWS)
                .<Map<String, Object>>mapToObj(
                        i -> Map.of("@timestamp", TIME, "a", "v" + i % 30_000, "b", i % 70, "c", List.of("e" + i)))
                .toList();

        assertThat(Events.all(BlockEncoder.encode(events)).equals(events)).isTrue();
    }
}
