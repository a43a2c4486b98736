package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each case is made from its own seed, which a failure prints; {@code -Dwatchfloor.seeds} sets how many. */
class TablePropertyTest {
    private static final Instant NOW = Instant.parse("2025-01-31T11:00:00Z");
    private static final List<Integer> SIZES = List.of(0, 1, 7, 63, 64, 65, 130);

    @Test
    void theRowsSelectedAreTheEventsThatMatch() {
        long seeds = Long.getLong("watchfloor.seeds", 4_000);
        long matched = LongStream.range(0, seeds)
                .map(seed -> check(seed, QueryGenerator.tricky(seed)) + check(seed, new QueryGenerator(seed, false)))
                .sum();

        assertThat(matched).isGreaterThan(seeds * 10);
    }

    private static long check(long seed, QueryGenerator generator) {
        Query query = generator.query();
        List<Map<String, Object>> events = IntStream.range(0, generator.pick(SIZES))
                .mapToObj(_ -> generator.event())
                .toList();
        CompiledQuery compiled = CompiledQuery.of(query, NOW);
        BitSet expected = new BitSet();
        for (int row = 0; row < events.size(); row++) {
            expected.set(row, compiled.matches(Document.of(events.get(row))));
        }

        long[] selected = compiled.select(new ListTable(events));

        assertThat(selected).hasSize((events.size() + 63) / 64);
        assertThat(BitSet.valueOf(selected))
                .as("seed %d: %s on %s", seed, QueryPrinter.print(query), events)
                .isEqualTo(expected);
        return expected.cardinality();
    }

    @Test
    void aTableIsAskedOnlyForTheFieldsOfAQuery() {
        long seeds = Long.getLong("watchfloor.seeds", 4_000);
        for (long seed = 0; seed < seeds; seed++) {
            QueryGenerator generator = QueryGenerator.tricky(seed);
            CompiledQuery compiled = CompiledQuery.of(generator.query(), NOW);
            Map<String, Object> event = generator.event();
            Map<String, Object> asked = new HashMap<>(event);
            asked.keySet().removeIf(name -> compiled.fields().stream().noneMatch(field -> covers(field, name)));

            assertThat(compiled.select(new ListTable(Arrays.asList(asked))))
                    .as("seed %d", seed)
                    .isEqualTo(compiled.select(new ListTable(Arrays.asList(event))));
        }
    }

    private static boolean covers(String field, String name) {
        return field.endsWith("*") ? name.startsWith(field.substring(0, field.length() - 1)) : name.equals(field);
    }

    @Test
    void columnsThatCostMoreAreLeftAloneWhenNoRowIsLeft() {
        List<String> asked = new ArrayList<>();
        Table table = new Table() {
            @Override
            public int rows() {
                return 1;
            }

            @Override
            public Set<String> fields() {
                return Set.of("a", "b", "c");
            }

            @Override
            public void select(String field, ColumnTest test, long[] into) {
                asked.add(field);
            }
        };

        CompiledQuery query = CompiledQuery.of(QueryParser.parse("x* AND b:/x+y/ AND (c.*:x AND a:x)"));

        assertThat(query.select(table)).containsExactly(0);
        assertThat(asked).containsExactly("a");
    }

    @Test
    void fieldsAreNamesFamiliesAndTheAnyField() {
        assertThat(fields("user:a AND NOT (hash:b OR file.size:>3) AND message:c*"))
                .containsExactly("file.hash.*", "file.size", "message", "process.hash.*", "user.name");
        assertThat(fields("a OR x:1")).containsExactly(Query.ANY_FIELD, "x");
        assertThat(fields("*")).isEmpty();
    }

    private static Iterable<String> fields(String query) {
        return CompiledQuery.of(QueryParser.parse(query)).fields();
    }
}
