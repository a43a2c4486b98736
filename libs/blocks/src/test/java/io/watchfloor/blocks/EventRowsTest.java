package io.watchfloor.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventRowsTest {
    private static final Map<String, Object> EVENT = Map.of("@timestamp", "2026-11-20T08:15:30.123Z", "event.id", "1");

    @Test
    void whatIsToldOfARowIsItsEvent() {
        for (long seed = 0; seed < 60; seed++) {
            EventGenerator generator = new EventGenerator(seed);
            BlockReader reader = Events.reader(BlockEncoder.encode(generator.events(1 + generator.number(900))));
            int asked = 1 + generator.number(40);
            int[] rows = IntStream.range(0, asked)
                    .map(i -> generator.number(reader.rows()))
                    .toArray();
            List<Map<String, Object>> expected = reader.events(rows);
            EventRows told = reader.eventRows(rows);

            for (int place = 0; place < rows.length; place++) {
                assertThat(fields(told, place, name -> true))
                        .as("seed %d, place %d", seed, place)
                        .isEqualTo(expected.get(place));
                assertThat(fields(told, place, name -> true).keySet())
                        .containsExactlyElementsOf(expected.get(place).keySet());
            }
        }
    }

    @Test
    void ofFieldsThatAreNotWantedNoValueIsTold() {
        BlockReader reader = Events.reader(BlockEncoder.encode(new MixedEvents(5).events(300)));
        EventRows rows = reader.eventRows(new int[] {3, 150, 299});

        assertThat(fields(rows, 1, "event.id"::equals)).containsOnlyKeys("event.id");
        assertThat(fields(rows, 1, name -> false)).isEmpty();
    }

    @Test
    void textsThatUtf8CannotSpellAreToldAsTexts() {
        Map<String, Object> torn = new LinkedHashMap<>(EVENT);
        torn.put("user.name", "a\ud800b");
        torn.put("message", "größe 漢字 😀 \ud7ff\ue000");
        BlockReader reader = Events.reader(BlockEncoder.encode(List.of(torn, EVENT)));

        Told told = new Told(name -> true);
        reader.eventRows(new int[] {0, 1}).tell(0, told);

        assertThat(told.fields).isEqualTo(torn);
        assertThat(told.asBytes).contains("message").doesNotContain("user.name");
    }

    private static Map<String, Object> fields(EventRows rows, int place, Predicate<String> wanted) {
        Told told = new Told(wanted);
        rows.tell(place, told);
        return told.fields;
    }

    /** What was told. */
    private static final class Told implements FieldSink {
        private final Predicate<String> wanted;
        private final Map<String, Object> fields = new LinkedHashMap<>();
        private final List<String> asBytes = new ArrayList<>();
        private String field = "";

        Told(Predicate<String> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean field(String name) {
            field = name;
            return wanted.test(name);
        }

        @Override
        public void text(byte[] utf8, int from, int length) {
            asBytes.add(field);
            value(new String(utf8, from, length, StandardCharsets.UTF_8));
        }

        @Override
        public void value(Object value) {
            assertThat(fields.put(field, value)).isNull();
        }
    }
}
