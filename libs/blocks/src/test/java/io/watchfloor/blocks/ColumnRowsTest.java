package io.watchfloor.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnRowsTest {
    /** What a sink was given. */
    private static final class Given implements ValueSink {
        private final List<Object> all = new ArrayList<>();

        @Override
        public void field(String name) {
            all.add("field " + name);
        }

        @Override
        public void value(Object value) {
            all.add(value);
        }
    }

    @Test
    void mergedByColumnsABlockIsAsOfItsEvents() {
        for (long seed = 0; seed < 120; seed++) {
            EventGenerator generator = new EventGenerator(seed);
            int bound = seed % 10 == 0 ? 2_000 : seed % 3 == 0 ? 600 : 40;
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i <= seed % 5; i++) {
                blocks.add(BlockEncoder.encode(generator.events(1 + generator.number(bound))));
            }
            assertMergesAsEvents(blocks, seed);
        }
    }

    @Test
    void datasetsAreSortedOutByColumnsAsByEvents() {
        MixedEvents events = new MixedEvents(5);
        assertMergesAsEvents(
                IntStream.of(900, 40, 700, 1)
                        .mapToObj(rows -> BlockEncoder.encode(events.events(rows)))
                        .toList(),
                5);
    }

    @Test
    void eventsOfOneTimeComeInTheOrderOfTheirIds() {
        List<Map<String, Object>> events = new MixedEvents(9).events(40);
        List<Map<String, Object>> shuffled = new ArrayList<>(events);
        shuffled.forEach(event -> event.put("@timestamp", "2026-11-20T08:15:30.123Z"));
        Collections.shuffle(shuffled, new Random(1));
        assertMergesAsEvents(
                List.of(BlockEncoder.encode(shuffled.subList(0, 17)), BlockEncoder.encode(shuffled.subList(17, 40))),
                9);
    }

    @Test
    void gatheredFieldByFieldEventsComeBack() {
        for (long seed = 0; seed < 60; seed++) {
            EventGenerator generator = new EventGenerator(seed);
            assertComesBack(generator.events(1 + generator.number(seed % 5 == 0 ? 3_000 : 300)), seed);
        }
        assertComesBack(new MixedEvents(11).events(900), 11);
    }

    private static void assertComesBack(List<Map<String, Object>> events, long seed) {
        Random random = new Random(seed);
        int[] rows = IntStream.range(0, events.size())
                .filter(row -> row == 0 || random.nextInt(3) > 0)
                .toArray();
        List<Map<String, Object>> some =
                IntStream.of(rows).mapToObj(events::get).toList();
        Given given = new Given();
        Given gathered = new Given();
        Block expected = BlockEncoder.encode(some, given);
        Block block = gathered(events).encode(rows, gathered);

        assertThat(Events.all(block)).as("seed %d", seed).isEqualTo(Events.expected(some));
        assertThat(gathered.all).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(given.all);
        assertThat(block.perMinute()).isEqualTo(expected.perMinute());
    }

    @Test
    void ofAFieldThatComesTwiceInAnEventTheLastValueCounts() {
        RowGatherer gatherer = new RowGatherer();
        gatherer.add("a", "first");
        gatherer.add("b", 1);
        gatherer.add("a", "last");
        gatherer.end("2026-11-20T08:15:30.123Z");
        RowSource rows = gatherer.rows();

        assertThat(rows.value("a", 0)).isEqualTo("last");
        assertThat(rows.value("b", 0)).isEqualTo(1L);
        assertThatThrownBy(() -> gatherer.end(null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RowSource gathered(List<Map<String, Object>> events) {
        RowGatherer gatherer = new RowGatherer();
        for (Map<String, Object> event : events) {
            event.forEach(gatherer::add);
            gatherer.end(event.get("@timestamp"));
        }
        return gatherer.rows();
    }

    @Test
    void noRowsAndTooManyAreRefused() {
        RowSource rows = RowSource.merging(List.of(Events.reader(BlockEncoder.encode(new MixedEvents(1).events(3)))));

        assertThatThrownBy(() -> rows.encode(new int[0], ValueSink.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rows.encode(new int[BlockEncoder.MOST_ROWS + 1], ValueSink.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** All rows, and some of them in two blocks. */
    private static void assertMergesAsEvents(List<Block> blocks, long seed) {
        List<Map<String, Object>> events =
                blocks.stream().flatMap(block -> Events.all(block).stream()).toList();
        RowSource given = RowSource.of(events);
        RowSource merged = RowSource.merging(blocks.stream().map(Events::reader).toList());
        Random random = new Random(seed);
        int[] part = IntStream.range(0, events.size())
                .filter(row -> random.nextInt(5) == 0)
                .toArray();
        int[] rest = IntStream.range(0, events.size())
                .filter(row -> Arrays.binarySearch(part, row) < 0)
                .toArray();

        assertThat(merged.size()).isEqualTo(events.size());
        for (int[] rows : List.of(Events.rows(events.size()), part, rest)) {
            if (rows.length > 0) {
                assertSameBlock(given, merged, rows, seed);
            }
        }
        for (String field : List.of("event.id", "watchfloor.source", "host.name", "no.such")) {
            int row = random.nextInt(events.size());
            assertThat(merged.value(field, row)).isEqualTo(events.get(row).get(field));
        }
    }

    private static void assertSameBlock(RowSource given, RowSource merged, int[] rows, long seed) {
        Given of = new Given();
        Given by = new Given();
        Block expected = given.encode(rows, of);
        Block block = merged.encode(rows, by);

        assertThat(block.directory()).as("seed %d", seed).isEqualTo(expected.directory());
        assertThat(block.data()).as("seed %d", seed).isEqualTo(expected.data());
        assertThat(block.perMinute()).isEqualTo(expected.perMinute());
        assertThat(by.all).as("seed %d", seed).isEqualTo(of.all);
    }
}
