package io.watchfloor.rules.condition;

import static io.watchfloor.rules.condition.Conditions.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.condition.Explanation.Asked;
import io.watchfloor.rules.condition.Explanation.Joined;
import io.watchfloor.rules.condition.Explanation.Operator;
import io.watchfloor.rules.condition.Predicate.Comparison;
import io.watchfloor.rules.condition.Predicate.Part;
import io.watchfloor.rules.condition.Predicate.RegexFlag;
import io.watchfloor.rules.condition.Predicate.Relation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Field FIELD = Field.of("f");

    @Test
    void everyPartSaysWhatItSawAndWhatItWanted() {
        Condition condition = new Condition.All(List.of(is("a", "*x"), new Condition.Not(is("b", "*y*"))));
        Explanation explanation = Explanation.of(condition, FlatEvent.of(Map.of("a", "ax", "b", List.of("y1", "z"))));
        assertThat(explanation)
                .isEqualTo(new Joined(
                        false,
                        Operator.ALL,
                        List.of(
                                new Joined(
                                        false,
                                        Operator.NOT,
                                        List.of(new Asked(true, "b|contains: 'y'", List.of("y1", "z"), 0)),
                                        0),
                                new Asked(true, "a|endswith: 'x'", List.of("ax"), 0)),
                        0));
    }

    @Test
    void longListsAreCutBehindWhatDecided() {
        List<Condition> values =
                IntStream.range(0, 5_000).mapToObj(i -> is("f", "value" + i)).toList();
        Explanation explanation = Explanation.of(new Condition.Any(values), FlatEvent.of(Map.of("f", "value4000")));
        assertThat(explanation).isInstanceOfSatisfying(Joined.class, joined -> {
            assertThat(joined.parts())
                    .hasSize(20)
                    .first()
                    .isEqualTo(new Asked(true, "f: 'value4000'", List.of("value4000"), 0));
            assertThat(joined.omitted()).isEqualTo(4_980);
        });
    }

    @Test
    void longValuesAreCut() {
        FlatEvent event = FlatEvent.of(Map.of("f", List.of("v".repeat(5_000), 1, 2, 3, 4, 5, 6)));
        assertThat(Explanation.of(is("f", "x"), event)).isInstanceOfSatisfying(Asked.class, asked -> {
            assertThat(asked.seen()).hasSize(5).first().isEqualTo("v".repeat(200) + "…");
            assertThat(asked.omitted()).isEqualTo(2);
        });
    }

    @Test
    void deepTreesAreCut() {
        Condition deep = is("f", "x");
        for (int i = 0; i < 300; i++) {
            deep = new Condition.Not(deep);
        }
        assertThat(Explanation.of(deep, FlatEvent.of(Map.of("f", "x"))).result())
                .isTrue();
    }

    @Test
    void predicatesReadAsSigma() {
        assertThat(text(new Predicate.Text(FIELD, Conditions.pattern("a*b?c"), true)))
                .isEqualTo("f|cased: 'a*b?c'");
        assertThat(text(new Predicate.Text(Field.ANY, Conditions.pattern("*a*"), false)))
                .isEqualTo("keywords|contains: 'a'");
        assertThat(text(Conditions.text("f", "a*"))).isEqualTo("f|startswith: 'a'");
        assertThat(text(Conditions.text("f", "*"))).isEqualTo("f: '*'");
        assertThat(text(new Predicate.Regex(FIELD, "a+", Set.of(RegexFlag.DOT_ALL, RegexFlag.IGNORE_CASE))))
                .isEqualTo("f|re|i|s: 'a+'");
        assertThat(text(new Predicate.InNetwork(FIELD, "10.0.0.0/8"))).isEqualTo("f|cidr: 10.0.0.0/8");
        assertThat(text(new Predicate.Compare(FIELD, Comparison.GREATER_OR_EQUAL, 5)))
                .isEqualTo("f|gte: 5");
        assertThat(text(new Predicate.Compare(FIELD, Comparison.LESS, 0.5))).isEqualTo("f|lt: 0.5");
        assertThat(text(new Predicate.Missing(FIELD))).isEqualTo("f: null");
        assertThat(text(new Predicate.Present(new Field(List.of("a", "b"))))).isEqualTo("a or b|exists: true");
        assertThat(text(new Predicate.Related(FIELD, Field.of("g"), Relation.ENDS_WITH)))
                .isEqualTo("f|fieldref|endswith: g");
        assertThat(text(new Predicate.TimePart(FIELD, Part.HOUR, Comparison.EQUAL, 3)))
                .isEqualTo("f|hour: 3");
    }

    private static String text(Predicate predicate) {
        return PredicateText.of(predicate);
    }
}
