package io.watchfloor.rules.condition;

import static io.watchfloor.rules.condition.Conditions.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.condition.Predicate.Comparison;
import io.watchfloor.rules.condition.Predicate.Relation;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    @Test
    void notOfAMissingFieldIsTrue() {
        Condition condition =
                new Condition.All(List.of(is("Image", "*\\a.exe"), new Condition.Not(is("ParentImage", "*\\b.exe"))));
        assertThat(matches(condition, Map.of("Image", "C:\\a.exe"))).isTrue();
        assertThat(matches(condition, Map.of("Image", "C:\\a.exe", "ParentImage", "C:\\b.exe")))
                .isFalse();
    }

    @Test
    void emptyTreesAreTrueAndFalse() {
        assertThat(matches(Condition.TRUE, Map.of())).isTrue();
        assertThat(matches(Condition.FALSE, Map.of())).isFalse();
    }

    @Test
    void numbersAndBooleansCompareByTheirText() {
        assertThat(matches(is("EventID", "4625"), Map.of("EventID", 4625))).isTrue();
        assertThat(matches(is("EventID", "4625"), Map.of("EventID", "4625"))).isTrue();
        assertThat(matches(is("flag", "true"), Map.of("flag", true))).isTrue();
        assertThat(matches(is("flag", "true"), Map.of("flag", "True"))).isTrue();
    }

    @Test
    void missingIsNullOrAbsentAndPresentIsEvenNull() {
        Condition missing = new Condition.Is(new Predicate.Missing(Field.of("f")));
        Condition present = new Condition.Is(new Predicate.Present(Field.of("f")));
        Map<String, Object> isNull = Collections.singletonMap("f", null);
        assertThat(matches(missing, Map.of())).isTrue();
        assertThat(matches(missing, isNull)).isTrue();
        assertThat(matches(missing, Map.of("f", ""))).isFalse();
        assertThat(matches(missing, Map.of("f", List.of()))).isTrue();
        assertThat(matches(present, Map.of())).isFalse();
        assertThat(matches(present, isNull)).isTrue();
        assertThat(matches(present, Map.of("f", ""))).isTrue();
        assertThat(matches(is("f", ""), Map.of("f", ""))).isTrue();
        assertThat(matches(is("f", ""), isNull)).isFalse();
        assertThat(matches(is("f", "null"), isNull)).isFalse();
    }

    @Test
    void anyValueOfAnyPlaceCounts() {
        Predicate.Text text = new Predicate.Text(new Field(List.of("a", "b.c")), Conditions.pattern("x"), false);
        assertThat(matches(new Condition.Is(text), Map.of("a", List.of("y", "X"))))
                .isTrue();
        assertThat(matches(new Condition.Is(text), Map.of("b", Map.of("c", "x"))))
                .isTrue();
        assertThat(matches(new Condition.Is(text), Map.of("b", List.of(Map.of("c", "y"), Map.of("c", "x")))))
                .isTrue();
        assertThat(matches(new Condition.Is(text), Map.of("b.c", "x"))).isTrue();
        assertThat(matches(new Condition.Is(text), Map.of("c", "x"))).isFalse();
    }

    @Test
    void keywordsSeeEveryValueButNoLabel() {
        Condition keyword = new Condition.Is(new Predicate.Text(Field.ANY, Conditions.pattern("*windows*"), false));
        FlatEvent labelled = FlatEvent.of(Map.of("a", 5)).withLabels(Map.of("logsource.product", "windows"));
        assertThat(Evaluator.matches(keyword, labelled)).isFalse();
        assertThat(Evaluator.matches(is("logsource.product", "windows"), labelled))
                .isTrue();
        assertThat(matches(keyword, Map.of("a", 5, "b", List.of("c", "C:\\Windows"))))
                .isTrue();
    }

    @Test
    void relatedFieldsNeedBothSides() {
        Condition related = new Condition.Is(new Predicate.Related(Field.of("a"), Field.of("b"), Relation.STARTS_WITH));
        assertThat(matches(related, Map.of("a", "ABC", "b", "ab"))).isTrue();
        assertThat(matches(related, Map.of("a", List.of("x", "abc"), "b", List.of("y", "ab"))))
                .isTrue();
        assertThat(matches(related, Map.of("a", "abc"))).isFalse();
        assertThat(matches(related, Map.of("b", "abc"))).isFalse();
    }

    @Test
    void comparisonsSkipWhatIsNoNumber() {
        Condition over = new Condition.Is(new Predicate.Compare(Field.of("n"), Comparison.GREATER, 600));
        assertThat(matches(over, Map.of("n", List.of("many", "5000")))).isTrue();
        assertThat(matches(over, Map.of("n", 1e3))).isTrue();
        assertThat(matches(over, Map.of())).isFalse();
    }

    @Test
    void largeAndDeepTreesAreNoTrouble() {
        List<Condition> values =
                IntStream.range(0, 20_000).mapToObj(i -> is("f", "value" + i)).toList();
        Condition deep = new Condition.Any(values);
        for (int i = 0; i < 500; i++) {
            deep = new Condition.Not(new Condition.Not(new Condition.All(List.of(deep))));
        }
        assertThat(matches(deep, Map.of("f", "VALUE19999"))).isTrue();
        assertThat(matches(deep, Map.of("f", "value"))).isFalse();
    }

    @Test
    void flatteningKeepsNamesAndOrder() {
        Map<String, Object> event = new HashMap<>();
        event.put("a", Map.of("b", Map.of("c", 1)));
        event.put("n", null);
        FlatEvent flat = FlatEvent.of(event);
        assertThat(flat.names()).containsExactlyInAnyOrder("a.b.c", "n");
        assertThat(flat.values("a.b.c")).containsExactly("1");
        assertThat(flat.has("n")).isTrue();
        assertThat(flat.has("a.b")).isFalse();
    }

    private static boolean matches(Condition condition, Map<String, ?> event) {
        return Evaluator.matches(condition, FlatEvent.of(event));
    }
}
