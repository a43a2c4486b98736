package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile queries and values: each is answered, soon and without a stack overflow. */
@Timeout(5)
class QueryLimitsTest {

    private static final QueryLimits SMALL = new QueryLimits(30, 2, 3, 4);

    @Test
    void aMebibyteOfQueryIsRefusedByItsLength() {
        refused("a ".repeat(1 << 19), QueryLimits.DEFAULT, 8_192, "too long: at most 8192 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "!", "user:(", "-(", "NOT ("})
    void aThousandNestedOpeningsAreRefusedByTheirDepth(String opening) {
        String text = opening.repeat(1_000) + "a";

        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryParser.parse(text))
                .satisfies(e -> assertThat(e.position()).isLessThan(65 * opening.length()));
    }

    @Test
    void everyLimitIsInclusive() {
        assertThat(QueryParser.parse("a b c", SMALL)).isInstanceOf(Query.And.class);
        refused("a b c d", SMALL, 6, "too many clauses: at most 3");
        assertThat(QueryParser.parse("((a))", SMALL)).isEqualTo(new Query.FreeText("a"));
        refused("(((a)))", SMALL, 2, "nested too deeply: at most 2 levels");
        refused("NOT NOT NOT a", SMALL, 8, "nested too deeply");
        assertThat(QueryParser.parse("a".repeat(30), SMALL)).isInstanceOf(Query.FreeText.class);
        refused("a".repeat(31), SMALL, 30, "too long");
        assertThat(QueryParser.parse("/abcd/", SMALL)).isInstanceOf(Query.Regex.class);
        refused("/abcde/", SMALL, 0, "regular expression is too long");
        refused("x abcd*", SMALL, 2, "wildcard pattern is too long");
    }

    @Test
    void aThousandClausesInOneChainAreEvaluated() {
        Query any = QueryParser.parse(String.join(" OR ", Collections.nCopies(1_024, "a:b")));
        Query all = QueryParser.parse(String.join(" ", Collections.nCopies(1_024, "c:d")));

        assertThat(CompiledQuery.of(any).matches(Document.of(Map.of("c", "d")))).isFalse();
        assertThat(CompiledQuery.of(all).matches(Document.of(Map.of("c", "d")))).isTrue();
    }

    @Test
    void deepTreesAreEvaluatedAndTooDeepOnesRefused() {
        Document document = Document.of(Map.of("a", "b"));

        assertThat(CompiledQuery.of(nested(900)).matches(document)).isTrue();
        assertThat(QueryPrinter.print(nested(900)).substring(0, 32)).isEqualTo("a:b AND (a:b OR a:b AND (a:b OR ");
        assertThatIllegalArgumentException().isThrownBy(() -> CompiledQuery.of(nested(100_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> QueryPrinter.print(nested(100_000)));
    }

    private static Query nested(int depth) {
        Query query = new Query.Term("a", "b");
        for (int i = 1; i < depth; i++) {
            List<Query> clauses = List.of(new Query.Term("a", "b"), query);
            query = i % 2 == depth % 2 ? new Query.Or(clauses) : new Query.And(clauses);
        }
        return query;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/(a+)+b/", "/(a|a)*b/", "/(a|aa)+b/", "/(.*a){20}b/", "/(a?){300}a{300}b/", "/((((a*)*)*)*)*b/"
            })
    void catastrophicExpressionsTakeLinearTime(String regex) {
        CompiledQuery query = CompiledQuery.of(QueryParser.parse("message:" + regex));
        Document document = Document.of(Map.of("message", "a".repeat(20_000)));

        assertThat(query.matches(document)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/((a{999}){999}){999}/",
                "/(((((a{20}){20}){20}){20}){20})/",
                "/(a|b|c|d){999}/",
                "/(a{2001})/",
                "/(a{50,}b?){50}/",
                "/({abcdefghijklmnopqrst,}){200}/"
            })
    void expressionsThatExpandAreRefusedBeforeTheyDo(String regex) {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryParser.parse(regex))
                .withMessageContaining("more than 2000 states");
    }

    @Test
    void deeplyNestedExpressionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Query.Regex("a", "(".repeat(50_000) + "a" + ")".repeat(50_000)))
                .withMessageContaining("nested deeper than 100 groups");
    }

    @Test
    void wildcardsOverLongValuesTakeAtMostTheProductOfTheirLengths() {
        List<Query> queries = new ArrayList<>();
        for (String pattern : List.of("*a".repeat(400) + "b", "*" + "a".repeat(400) + "b", "?".repeat(900) + "*b")) {
            queries.add(QueryParser.parse("message:" + pattern));
        }
        CompiledQuery query = CompiledQuery.of(Query.or(queries));

        assertThat(query.matches(Document.of(Map.of("message", "a".repeat(20_000)))))
                .isFalse();
    }

    @Test
    void phrasesOverRepetitiveValuesAreAnswered() {
        CompiledQuery query = CompiledQuery.of(QueryParser.parse("\"" + "a ".repeat(1_000) + "b\""));

        assertThat(query.matches(Document.of(Map.of("message", "a ".repeat(20_000)))))
                .isFalse();
    }

    @Test
    void nowIsRefusedWhereThereIsNone() {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> CompiledQuery.of(QueryParser.parse("@timestamp:>now-1h")))
                .withMessageContaining("'now' has no meaning here");
    }

    @Test
    void limitsThemselvesAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new QueryLimits(0, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new QueryLimits(1, 257, 1, 1));
        assertThat(TimeRange.LONGEST).isEqualTo(Duration.ofDays(3_650));
    }

    private static void refused(String text, QueryLimits limits, int position, String message) {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryParser.parse(text, limits))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.position()).isEqualTo(position));
    }
}
