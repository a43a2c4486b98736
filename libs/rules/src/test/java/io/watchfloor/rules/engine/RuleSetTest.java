package io.watchfloor.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    private static Condition holds(String field, String text) {
        List<Piece> pattern = List.of(new Piece.AnyRun(), new Piece.Literal(text), new Piece.AnyRun());
        return new Condition.Is(new Predicate.Text(Field.of(field), pattern, false));
    }

    private static Condition is(String field, String text) {
        return new Condition.Is(new Predicate.Text(Field.of(field), List.of(new Piece.Literal(text)), false));
    }

    private static List<String> matches(Matcher matcher, RuleSet set, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        matcher.match(
                bytes,
                0,
                bytes.length,
                RuleSet.Labels.NONE,
                rule -> found.add(set.rule(rule).id()));
        return found;
    }

    private static List<String> matches(RuleSet set, String json) {
        return matches(set.matcher(), set, json);
    }

    @Test
    void everyRuleThatMatchesIsGiven() {
        List<EngineRule> rules = IntStream.range(0, 300)
                .mapToObj(i -> new EngineRule("r" + i, holds("cmd", "needle")))
                .toList();
        RuleSet set = RuleSet.compile(rules, RuleSet.Options.NONE);
        assertThat(matches(set, "{\"cmd\":\"a NEEDLE b\"}")).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void aKeywordIsFoundHoweverItIsWritten() {
        Condition keyword = new Condition.Is(new Predicate.Text(
                Field.ANY, List.of(new Piece.AnyRun(), new Piece.Literal("task list"), new Piece.AnyRun()), false));
        RuleSet set = RuleSet.compile(List.of(new EngineRule("r", keyword)), RuleSet.Options.NONE);
        for (String value : List.of(
                "task list",
                "\u00fc TASK LIST",
                "tas\u212a list",
                "ta\u017fk list",
                "task l\u0131st",
                "task l\u0130st",
                "task l\\u0069st",
                "\\u00fc task\\u0020list",
                "\\\\u task list")) {
            assertThat(matches(set, "{\"n\":1,\"cmd\":\"x %s\",\"z\":\"\"}".formatted(value)))
                    .as(value)
                    .containsExactly("r");
        }
        assertThat(matches(set, "{\"task list\":\"task \u00fclist\",\"cmd\":\"task \\u006d list\"}"))
                .isEmpty();
    }

    @Test
    void aRuleThatTwoRoutesLeadToIsGivenOnce() {
        Condition twice = Condition.any(List.of(holds("cmd", "one"), holds("cmd", "two")));
        RuleSet set = RuleSet.compile(List.of(new EngineRule("r", twice)), RuleSet.Options.NONE);
        assertThat(matches(set, "{\"cmd\":\"one two one\"}")).containsExactly("r");
    }

    @Test
    void aRuleWithoutNecessaryTextIsCalledCostly() {
        Condition negated = new Condition.Not(holds("cmd", "x"));
        RuleSet set = RuleSet.compile(
                List.of(new EngineRule("cheap", holds("cmd", "x")), new EngineRule("dear", negated)),
                RuleSet.Options.NONE);
        assertThat(set.costly()).extracting(CostlyRule::ruleId).containsExactly("dear");
        assertThat(matches(set, "{}")).containsExactly("dear");
    }

    @Test
    void theLogSourceAloneDoesNotMakeARuleCheap() {
        Condition negated = Condition.all(List.of(is("id", "1"), new Condition.Not(holds("cmd", "x"))));
        RuleSet set = RuleSet.compile(
                List.of(new EngineRule("dear", negated)), new RuleSet.Options(List.of(Field.of("id")), List.of()));
        assertThat(set.costly()).extracting(CostlyRule::ruleId).containsExactly("dear");
    }

    @Test
    void kindsOfEventsThatNoRuleTellsApartShareAPartition() {
        List<EngineRule> rules =
                List.of(new EngineRule("r", Condition.all(List.of(is("id", "4625"), holds("cmd", "x")))));
        RuleSet set = RuleSet.compile(rules, new RuleSet.Options(List.of(Field.of("id")), List.of()));
        Matcher matcher = set.matcher();
        for (int i = 0; i < 10_000; i++) {
            assertThat(matches(matcher, set, "{\"id\":" + i + ",\"cmd\":\"x\"}"))
                    .hasSize(i == 4625 ? 1 : 0);
        }
        assertThat(matcher.statistics().partitions()).isEqualTo(2);
    }

    @Test
    void valuesSeenBeforeAreNotSearchedAgain() {
        RuleSet set = RuleSet.compile(List.of(new EngineRule("r", holds("cmd", "x"))), RuleSet.Options.NONE);
        Matcher matcher = set.matcher();
        for (int i = 0; i < 100; i++) {
            assertThat(matches(matcher, set, "{\"cmd\":\"a x\"}")).containsExactly("r");
        }
        assertThat(matcher.statistics().valuesNew()).isEqualTo(1);
    }

    @Test
    void aFlawedExpressionOfOneEventDoesNotMarkTheNext() {
        Condition regex = new Condition.Is(new Predicate.Regex(Field.of("cmd"), "a+b", Set.of()));
        RuleSet set = RuleSet.compile(List.of(new EngineRule("r", regex)), RuleSet.Options.NONE);
        Matcher matcher = set.matcher();
        assertThat(matches(matcher, set, "{\"cmd\":\"aab\"}")).containsExactly("r");
        assertThat(matches(matcher, set, "{\"cmd\":\"aac\"}")).isEmpty();
        assertThat(matches(matcher, set, "{\"other\":\"aab\"}")).isEmpty();
    }

    @Test
    void keywordsSearchEveryValueButHiddenOnes() {
        List<Piece> pattern = List.of(new Piece.AnyRun(), new Piece.Literal("mimikatz"), new Piece.AnyRun());
        Condition keyword = new Condition.Is(new Predicate.Text(Field.ANY, pattern, false));
        RuleSet set = RuleSet.compile(
                List.of(new EngineRule("r", keyword)), new RuleSet.Options(List.of(), List.of("watchfloor.")));
        assertThat(matches(set, "{\"x\":{\"y\":[\"run MimiKatz now\"]}}")).containsExactly("r");
        assertThat(matches(set, "{\"x\":\"mimi\\u006batz\"}")).containsExactly("r");
        assertThat(matches(set, "{\"watchfloor.source\":\"mimikatz\",\"mimikatz\":1}"))
                .isEmpty();
    }
}
