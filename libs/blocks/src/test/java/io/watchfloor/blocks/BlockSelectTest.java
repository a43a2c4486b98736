package io.watchfloor.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockSelectTest {
    private static final List<String> FIELDS = List.of(
            "@timestamp",
            "event.id",
            "event.ingested",
            "event.created",
            "event.original",
            "event.severity",
            "edge",
            "source.ip",
            "source.port",
            "related.ip",
            "dns.answers.data",
            "related.user",
            "file.hash.sha256",
            "file.hash.md5",
            "file.hash.*",
            "process.command_line",
            "process.entity_id",
            "winlog.record_id",
            "user.name",
            "host.name",
            "true",
            "ratio",
            "mixed",
            "labels.l1",
            "labels.*",
            "unknown");
    private static final List<String> TESTS = List.of(
            ":admin",
            ":adm*",
            ":*ss*",
            ":\"failed password\"",
            ":*",
            ":10.0.0.0/8",
            ":10.1.0.0/16",
            ":[10 TO 5000]",
            ":>=50",
            ":4625",
            ":25",
            ":true",
            ":*mimikatz*",
            ":*a?b*",
            ":/.*[0-9]{3}.*/",
            ":/dead.*/",
            ":/.*(root|cmd).*/",
            ":[2026-11-01 TO 2026-11-30]",
            ":{* TO 2026-01-01]",
            ":*00*",
            ":*-7*",
            ":\"\"",
            ":0",
            ":*straße*",
            ":*ab*");
    private static final List<String> FREE = List.of(
            "admin",
            "mimikatz",
            "\"failed password\"",
            "4625",
            "*cmd*",
            "10.0.0.1",
            "*ärger*",
            "true",
            "w12*",
            "*8z*",
            "dead*");

    @Test
    void theRowsAreThoseOfTheEventsThatMatch() {
        int selected = 0;
        for (long seed = 0; seed < 60; seed++) {
            EventGenerator generator = new EventGenerator(seed);
            Block block = BlockEncoder.encode(generator.events(1 + generator.number(700)));
            BlockReader reader = Events.reader(block);
            List<Map<String, Object>> events = reader.events(Events.rows(block.rows()));
            for (int i = 0; i < 40; i++) {
                String text = query(generator, 2);
                CompiledQuery query = CompiledQuery.of(QueryParser.parse(text));
                BitSet rows = BitSet.valueOf(query.select(reader));
                selected += rows.cardinality();

                assertThat(rows).as("seed %d: %s", seed, text).isEqualTo(matching(query, events));
            }
        }
        assertThat(selected).isGreaterThan(50_000);
    }

    private static BitSet matching(CompiledQuery query, List<Map<String, Object>> events) {
        BitSet rows = new BitSet();
        IntStream.range(0, events.size())
                .filter(row -> query.matches(Document.of(events.get(row))))
                .forEach(rows::set);
        return rows;
    }

    private static String query(EventGenerator generator, int depth) {
        return switch (generator.number(depth == 0 ? 4 : 7)) {
            case 0, 1, 2 -> generator.pick(FIELDS) + generator.pick(TESTS);
            case 3 -> generator.pick(FREE);
            case 4 -> "(" + query(generator, depth - 1) + " AND " + query(generator, depth - 1) + ")";
            case 5 -> "(" + query(generator, depth - 1) + " OR " + query(generator, depth - 1) + ")";
            default -> "NOT " + query(generator, depth - 1);
        };
    }

    /** Values that are kept as numbers or bytes are asked as such. */
    @Test
    void valuesOfEveryKindAreFoundBySpellings() {
        int selected = 0;
        for (long seed = 0; seed < Long.getLong("watchfloor.seeds", 60); seed++) {
            EventGenerator generator = new EventGenerator(seed);
            BlockReader reader = Events.reader(BlockEncoder.encode(generator.events(1 + generator.number(400))));
            List<Map<String, Object>> events = reader.events(Events.rows(reader.rows()));
            for (int i = 0; i < 40; i++) {
                Query asked = spelled(generator, generator.pick(events));
                CompiledQuery query = CompiledQuery.of(asked);
                BitSet rows = BitSet.valueOf(query.select(reader));
                selected += rows.cardinality();

                assertThat(rows).as("seed %d: %s", seed, asked).isEqualTo(matching(query, events));
            }
        }
        assertThat(selected).isGreaterThan(2_000);
    }

    private static Query spelled(EventGenerator generator, Map<String, Object> event) {
        String field = generator.pick(List.copyOf(event.keySet()));
        Object value = event.get(field);
        if (value instanceof List<?> list && !list.isEmpty()) {
            value = list.getFirst();
        }
        String text = value.equals("") ? "none" : String.valueOf(value);
        String other = switch (generator.number(6)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            case 2 -> "::ffff:" + text;
            case 3 -> text + "0";
            default -> text;
        };
        return switch (generator.number(4)) {
            case 0 -> new Query.Phrase(field, other);
            case 1 -> new Query.Range(field, text, null, generator.number(2) == 0, true);
            case 2 -> new Query.Range(field, null, text, true, generator.number(2) == 0);
            default -> new Query.Term(field, other);
        };
    }

    @Test
    void aQueryIsAnsweredFromTheFramesThatItsFieldsNeed() {
        for (long seed = 0; seed < 60; seed++) {
            EventGenerator generator = new EventGenerator(seed);
            Block block = BlockEncoder.encode(generator.events(300));
            CompiledQuery query = CompiledQuery.of(QueryParser.parse(query(generator, 2)));
            BlockReader reader = new BlockReader(Directory.read(block.directory()));
            for (int frame : reader.frames(query.fields())) {
                supply(reader, block, frame);
            }

            assertThat(query.select(reader)).as("seed %d", seed).isEqualTo(query.select(Events.reader(block)));
            assertThat(reader.frames(query.fields())).isEmpty();
        }
    }

    private static void supply(BlockReader reader, Block block, int frame) {
        FrameSpan span = reader.directory().frames().get(frame);
        reader.supply(frame, Arrays.copyOfRange(block.data(), span.offset(), span.offset() + span.storedLength()));
    }

    @Test
    void aColumnWithoutItsFramesIsNotRead() {
        EventGenerator generator = new EventGenerator(7);
        Block block = BlockEncoder.encode(generator.events(500));
        BlockReader reader = new BlockReader(Directory.read(block.directory()));
        String field = reader.directory().columns().values().stream()
                .filter(column -> !column.isInline())
                .map(Column::name)
                .findFirst()
                .orElseThrow();

        assertThat(reader.frames(Set.of(field))).isNotEmpty();
        assertThatThrownBy(() -> reader.value(field, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void severalQueriesMayReadOneBlockAtOnce() {
        Block block = BlockEncoder.encode(new EventGenerator(2).events(2_000));
        CompiledQuery query = CompiledQuery.of(QueryParser.parse("admin OR source.ip:10.1.0.0/16 OR event.id:*7a*"));
        long[] expected = query.select(Events.reader(block));
        BlockReader shared = Events.reader(block);

        assertThat(IntStream.range(0, 64).parallel().mapToObj(_ -> query.select(shared)))
                .allSatisfy(rows -> assertThat(rows).isEqualTo(expected));
    }

    @Test
    void valuesAreCountedInTheRowsThatAreAsked() {
        for (long seed = 0; seed < 40; seed++) {
            EventGenerator generator = new EventGenerator(seed);
            Block block = BlockEncoder.encode(generator.events(1 + generator.number(700)));
            BlockReader reader = Events.reader(block);
            List<Map<String, Object>> events = reader.events(Events.rows(block.rows()));
            BitSet rows = new BitSet();
            IntStream.range(0, block.rows())
                    .filter(_ -> generator.number(3) > 0)
                    .forEach(rows::set);
            long[] bits = Arrays.copyOf(rows.toLongArray(), (block.rows() + 63) / 64);
            for (String field : reader.fields()) {
                Map<Object, Integer> counts = new HashMap<>();
                reader.count(field, bits, (value, count) -> counts.merge(value, count, Integer::sum));

                assertThat(counts).as("seed %d: %s", seed, field).isEqualTo(counted(events, rows, field));
            }
        }
    }

    @Test
    void valuesAreCountedWithTheFramesOfTheRowsAlone() {
        Set<String> inPart = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            Block block = BlockEncoder.encode(new EventGenerator(seed).events(2_000));
            List<Map<String, Object>> events = Events.reader(block).events(Events.rows(block.rows()));
            int[] rows = IntStream.range(1_000, 1_040).toArray();
            BitSet wanted = new BitSet();
            IntStream.of(rows).forEach(wanted::set);
            long[] bits = Arrays.copyOf(wanted.toLongArray(), (block.rows() + 63) / 64);
            for (String field : Events.reader(block).fields()) {
                BlockReader reader = new BlockReader(Directory.read(block.directory()));
                int all = reader.frames(Set.of(field)).length;
                int[] frames = reader.frames(Set.of(field), rows);
                IntStream.of(frames).forEach(frame -> supply(reader, block, frame));
                Map<Object, Integer> counts = new HashMap<>();
                reader.count(field, bits, (value, count) -> counts.merge(value, count, Integer::sum));

                assertThat(counts).as("seed %d: %s", seed, field).isEqualTo(counted(events, wanted, field));
                if (frames.length < all) {
                    inPart.add(field);
                }
            }
        }
        assertThat(inPart).isNotEmpty();
    }

    private static Map<Object, Integer> counted(List<Map<String, Object>> events, BitSet rows, String field) {
        Map<Object, Integer> counts = new LinkedHashMap<>();
        rows.stream().forEach(row -> {
            Set<Object> once = new HashSet<>();
            flatten(events.get(row).getOrDefault(field, List.of()), once);
            once.forEach(value -> counts.merge(value, 1, Integer::sum));
        });
        return counts;
    }

    private static void flatten(Object value, Set<Object> into) {
        if (value instanceof List<?> list) {
            new ArrayList<>(list).forEach(element -> flatten(element, into));
        } else {
            into.add(value);
        }
    }
}
