package io.watchfloor.search.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.query.Query;
import io.watchfloor.query.QueryParser;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryCostTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*|0",
                "user.name:ana|1",
                "hash:abc|8",
                "winlog.*:3|4",
                "mimikatz|16",
                "user.name:a*b|2",
                "user.name:*b|6",
                "*b*|96",
                "NOT (user.name:ana OR event.code:[1 TO 5])|2",
                "source.ip:10.0.0.0/8 AND _exists_:user.name|2"
            })
    void aQueryCostsWhatItsClausesDo(String text, long perEvent) {
        assertThat(QueryCost.of(QueryParser.parse(text)).perEvent()).isEqualTo(perEvent);
    }

    @Test
    void aLargeExpressionCostsMoreThanASmallOne() {
        long small = QueryCost.of(QueryParser.parse("url.path:/a.*b/")).perEvent();
        long large = QueryCost.of(QueryParser.parse("url.path:/(a|b){400}.*/")).perEvent();
        assertThat(large).isGreaterThan(10 * small);
    }

    @Test
    void manyPatternsAnywhereAreTooMuchAndTheWorstIsNamed() {
        String text = String.join(" OR ", Collections.nCopies(600, "*ab*")) + " OR /(x|y){300}/";
        QueryCost cost = QueryCost.of(QueryParser.parse(text));
        assertThat(cost.isTooMuch()).isTrue();
        assertThat(cost.clauses().getFirst().query()).isInstanceOf(Query.Regex.class);
        assertThat(QueryCost.of(QueryParser.parse(String.join(" OR ", Collections.nCopies(500, "ab"))))
                        .isTooMuch())
                .isFalse();
    }

    @Test
    void everyKindOfClauseHasACheaperForm() {
        for (String text : List.of(
                "*",
                "a",
                "a:b",
                "a:\"b\"",
                "a:b*",
                "*b*",
                "a:*b",
                "a:b*c",
                "a:/b/",
                "/b/",
                "a:[1 TO 2]",
                "a:10.0.0.0/8",
                "_exists_:a",
                "NOT a",
                "a b",
                "a OR b")) {
            assertThat(Rewrite.of(QueryParser.parse(text))).as(text).isNotBlank();
        }
    }
}
