package io.watchfloor.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Piece;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ValueBudgetTest {
    private static final int LIMIT = 20_000;
    private static final int ONE_VALUE = 1_000;

    private static RuleSet set(String text) {
        List<Piece> pattern = List.of(new Piece.AnyRun(), new Piece.Literal(text), new Piece.AnyRun());
        Condition holds = new Condition.Is(new Predicate.Text(Field.of("cmd"), pattern, false));
        return RuleSet.compile(List.of(new EngineRule("r", holds)), RuleSet.Options.NONE);
    }

    private static int ask(Matcher matcher, String value) {
        byte[] json = "{\"cmd\":\"%s\"}".formatted(value).getBytes(StandardCharsets.UTF_8);
        AtomicInteger matches = new AtomicInteger();
        matcher.match(json, 0, json.length, RuleSet.Labels.NONE, rule -> matches.incrementAndGet());
        return matches.get();
    }

    @Test
    void matchersThatShareABudgetKeepNoMoreThanOneAndMatchAsBefore() {
        ValueBudget budget = new ValueBudget(LIMIT);
        Matcher one = set("needle").matcher(budget);
        Matcher other = set("thread").matcher(budget);
        for (int i = 0; i < 2_000; i++) {
            assertThat(ask(one, "a needle " + i)).isEqualTo(1);
            assertThat(ask(other, "a needle " + i)).isZero();
            assertThat(budget.used()).isBetween(0L, (long) LIMIT + ONE_VALUE);
        }
    }

    @Test
    void whenOneSpendsTheBudgetAllForget() {
        ValueBudget budget = new ValueBudget(LIMIT);
        Matcher quiet = set("needle").matcher(budget);
        Matcher loud = set("thread").matcher(budget);
        assertThat(ask(quiet, "needle")).isEqualTo(1);
        assertThat(ask(quiet, "needle")).isEqualTo(1);
        assertThat(quiet.statistics().valuesNew()).isEqualTo(1);
        for (int i = 0; i < 2_000; i++) {
            assertThat(ask(loud, "value " + i)).isZero();
        }
        assertThat(ask(quiet, "needle")).isEqualTo(1);
        assertThat(quiet.statistics().valuesNew()).isEqualTo(2);
    }
}
