package io.watchfloor.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.Network;
import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;
import io.watchfloor.query.QueryParser;
import io.watchfloor.search.store.RandomEvents;
import io.watchfloor.search.store.RandomQueries;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClauseFinderTest {
    private static final int EVENTS = 300;
    private static final int QUERIES = Integer.getInteger("watchfloor.conformance.queries", 2_000);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        *                         | {"match_all":{}}
        NOT user.name:ana         | {"match_all":{}}
        user.name:Ana             | {"terms":{"values":["user.name=ana"]}}
        user.name:ad*             | {"prefix":{"values":{"value":"user.name=ad"}}}
        event.code:46*            | {"terms":{"fields":["event.code"]}}
        event.code:4625.0         | {"terms":{"values":["event.code=4625.0","event.code#4625"]}}
        source.ip:::ffff:10.0.0.1 | {"terms":{"values":["source.ip=::ffff:10.0.0.1","source.ip=10.0.0.1"]}}
        *:10.0.0.0/8              | {"terms":{"addresses":["10.0.0.0/8"]}}
        mimikatz                  | {"terms":{"words":["mimikatz"]}}
        *mimi*                    | {"wildcard":{"words":{"value":"*mimi*"}}}
        a:b OR c:d                | {"terms":{"values":["a=b","c=d"]}}
        a:b OR NOT c:d            | {"match_all":{}}
        """)
    void aQueryBecomesWhatPrunes(String query, String expected) {
        assertThat(ClauseFinder.of(QueryParser.parse(query)).json()).hasToString(expected);
    }

    @Test
    void tooManyConditionsAreNone() {
        List<Query> prefixes = IntStream.range(0, 1_000)
                .<Query>mapToObj(i -> new Query.Prefix("f", "x" + i))
                .toList();
        assertThat(ClauseFinder.of(new Query.Or(prefixes))).isEqualTo(Clause.ANYTHING);
        List<Query> terms = IntStream.range(0, 10_000)
                .<Query>mapToObj(i -> new Query.Term("f", "x" + i))
                .toList();
        assertThat(ClauseFinder.of(new Query.Or(terms)).size()).isEqualTo(1);
    }

    @Test
    void aLongTokenIsFoundByEachOfItsParts() {
        String token = IntStream.range(0, 2_000).mapToObj(Integer::toString).collect(Collectors.joining("z"));
        Shown shown = Shown.by(Map.of("message", token));
        assertThat(shown.words).hasSizeGreaterThan(5).allMatch(word -> word.length() <= Terms.LONGEST);
        for (int at = 0; at + 300 < token.length(); at += 97) {
            Query query = new Query.Wildcard(
                    "message",
                    List.of(new Piece.AnyRun(), new Piece.Literal(token.substring(at, at + 300)), new Piece.AnyRun()));
            assertThat(holds(ClauseFinder.of(query), shown)).isTrue();
        }
        assertThat(holds(ClauseFinder.of(new Query.Term("message", token)), shown))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noEventThatMatchesIsLeftOut(long seed) {
        List<Map<String, Object>> events = RandomEvents.of(seed, EVENTS);
        List<Shown> shown = events.stream().map(Shown::by).toList();
        RandomQueries queries = new RandomQueries(seed, events);
        for (int i = 0; i < QUERIES; i++) {
            Query query = queries.next();
            CompiledQuery compiled = CompiledQuery.of(query);
            Clause clause = ClauseFinder.of(query);
            for (int e = 0; e < EVENTS; e++) {
                if (compiled.matches(Document.of(events.get(e)))) {
                    assertThat(holds(clause, shown.get(e)))
                            .as("seed %d, query %d: %s as %s on %s", seed, i, query, clause, events.get(e))
                            .isTrue();
                }
            }
        }
    }

    private static boolean holds(Clause clause, Shown shown) {
        return switch (clause) {
            case Clause.Anything _ -> true;
            case Clause.OneOf(var field, var terms)
            when field.equals("addresses") ->
                terms.stream()
                        .map(Network::parse)
                        .anyMatch(network -> shown.addresses.stream().anyMatch(network::contains));
            case Clause.OneOf(var field, var terms) ->
                terms(field, shown).stream().anyMatch(terms::contains);
            case Clause.Beginning(var field, var text) ->
                terms(field, shown).stream().anyMatch(term -> term.startsWith(text));
            case Clause.Pattern(var field, var text) ->
                terms(field, shown).stream().anyMatch(term -> fits(term, text));
            case Clause.All(var parts) -> parts.stream().allMatch(part -> holds(part, shown));
            case Clause.Any(var parts) -> parts.stream().anyMatch(part -> holds(part, shown));
        };
    }

    private static boolean fits(String term, String pattern) {
        String literal = pattern.replace("*", "");
        return pattern.endsWith("*") ? term.contains(literal) : term.endsWith(literal);
    }

    private static Collection<String> terms(String field, Shown shown) {
        return switch (field) {
            case "words" -> shown.words;
            case "values" -> shown.values;
            case "numbers" -> shown.numbers;
            case "fields" -> shown.fields;
            default -> throw new IllegalArgumentException(field);
        };
    }
}
