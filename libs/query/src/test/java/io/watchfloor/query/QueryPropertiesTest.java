package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each case is made from its own seed, which a failure prints. */
class QueryPropertiesTest {

    private static final Instant NOW = Instant.parse("2025-01-31T11:00:00Z");
    private static final QueryLimits SHALLOW = new QueryLimits(1_000, 2, 20, 100);
    private static final QueryLimits WIDE = new QueryLimits(1_000_000, 256, 100_000, 1_000);

    @Test
    void everyQueryPrintsAndParsesBackToItself() {
        for (long seed = 0; seed < 10_000; seed++) {
            Query query = new QueryGenerator(seed, true).query();
            String printed = QueryPrinter.print(query);

            assertThat(QueryParser.parse(printed, WIDE))
                    .as("seed %d: %s", seed, printed)
                    .isEqualTo(query);
        }
    }

    @Test
    void anyTextIsEitherRefusedWithAPositionOrParsesToAQueryThatPrintsBack() {
        int parsed = 0;
        for (long seed = 0; seed < 30_000; seed++) {
            String text = new QueryGenerator(seed, true).babble();
            try {
                Query query = QueryParser.parse(text, SHALLOW);
                parsed++;
                assertThat(QueryParser.parse(QueryPrinter.print(query), SHALLOW))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(query);
            } catch (QuerySyntaxException e) {
                assertThat(e.position()).as("seed %d: %s", seed, text).isBetween(0, text.length());
            }
        }
        assertThat(parsed).isGreaterThan(1_000);
    }

    @Test
    void theEvaluatorAgreesWithTheNaiveOne() {
        int matched = 0;
        for (long seed = 0; seed < 15_000; seed++) {
            QueryGenerator generator = new QueryGenerator(seed, false);
            Query query = generator.query();
            CompiledQuery compiled = CompiledQuery.of(query, NOW);
            for (int i = 0; i < 3; i++) {
                Map<String, Object> event = generator.event();
                boolean expected = new NaiveEvaluator(event, NOW).matches(query);
                matched += expected ? 1 : 0;

                assertThat(compiled.matches(Document.of(event)))
                        .as("seed %d: %s on %s", seed, QueryPrinter.print(query), event)
                        .isEqualTo(expected);
            }
        }
        assertThat(matched).isBetween(8_000, 37_000);
    }
}
