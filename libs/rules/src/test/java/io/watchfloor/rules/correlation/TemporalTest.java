package io.watchfloor.rules.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.correlation.Limits.Operator;
import io.watchfloor.rules.correlation.Play.Seen;
import io.watchfloor.rules.correlation.RefExpression.All;
import io.watchfloor.rules.correlation.RefExpression.Any;
import io.watchfloor.rules.correlation.RefExpression.Not;
import io.watchfloor.rules.correlation.RefExpression.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules a, b and c on one host within a minute. */
class TemporalTest {
    private static final Measure ANY_ORDER = new Measure.RulesSeen(Limits.of(Operator.GTE, 3));
    private static final Measure IN_ORDER = new Measure.RulesInOrder(Limits.of(Operator.GTE, 3));

    private static Play play(Measure measure, Object... secondsAndRules) {
        Play play = new Play(new CorrelationRule(
                "seq", List.of("a", "b", "c"), Grouping.by("host"), Duration.ofMinutes(1), measure, false));
        for (int i = 0; i < secondsAndRules.length; i += 2) {
            play = play.event((Integer) secondsAndRules[i], (String) secondsAndRules[i + 1], "host", "h");
        }
        return play;
    }

    @Test
    void allWithinTheTimeSpanInAnyOrderFire() {
        assertThat(play(ANY_ORDER, 0, "c", 30, "a", 59, "b").matches()).containsExactly(new Seen("seq", "h", 0, 59, 3));
        assertThat(play(ANY_ORDER, 0, "c", 30, "a", 60, "b").matches()).isEmpty();
        assertThat(play(ANY_ORDER, 0, "c", 30, "a", 31, "c").matches()).isEmpty();
    }

    @Test
    void aNumberOfRulesIsEnoughIfTheConditionSaysSo() {
        assertThat(play(new Measure.RulesSeen(Limits.of(Operator.GTE, 2)), 0, "c", 30, "a")
                        .matches())
                .hasSize(1);
    }

    @Test
    void oneEventThatMatchesAllRulesCountsForAllOfThem() {
        assertThat(play(ANY_ORDER, 0, "a+b+c").matches()).containsExactly(new Seen("seq", "h", 0, 0, 3));
    }

    @Test
    void hostsAreNotMixed() {
        Play play = play(ANY_ORDER, 0, "a", 1, "b").event(2, "c", "host", "other");
        assertThat(play.matches()).isEmpty();
    }

    @Test
    void inOrderFires() {
        assertThat(play(IN_ORDER, 0, "a", 1, "b", 2, "c").matches()).containsExactly(new Seen("seq", "h", 0, 2, 3));
    }

    @Test
    void outOfOrderDoesNot() {
        assertThat(play(IN_ORDER, 0, "b", 1, "a", 2, "c").matches()).isEmpty();
        assertThat(play(IN_ORDER, 0, "c", 1, "b", 2, "a").matches()).isEmpty();
    }

    @Test
    void repeatedStepsDoNotDisturb() {
        assertThat(play(IN_ORDER, 0, "a", 1, "a", 2, "b", 3, "a", 4, "b", 5, "c")
                        .matches())
                .containsExactly(new Seen("seq", "h", 0, 5, 6));
    }

    @Test
    void aPartialSequenceExpires() {
        assertThat(play(IN_ORDER, 0, "a", 30, "b", 60, "c").matches()).isEmpty();
        assertThat(play(IN_ORDER, 0, "a", 30, "b", 60, "c", 61, "b", 62, "c").matches())
                .isEmpty();
        assertThat(play(IN_ORDER, 0, "a", 30, "a", 40, "b", 60, "c").matches())
                .containsExactly(new Seen("seq", "h", 30, 60, 3));
    }

    @Test
    void aLateStepWithinABurstCountsForWhatFollowsIt() {
        CorrelationPlan plan = play(IN_ORDER, 0, "a").plan();
        MemoryCorrelator correlator = new MemoryCorrelator(plan, CorrelatorBounds.ofLateness(Duration.ZERO));
        List<CorrelationMatch> matches = new ArrayList<>();
        String order = "a0 b1 c2 c50 a40 b70 c80";
        for (String step : order.split(" ")) {
            long second = Long.parseLong(step.substring(1));
            ObservedEvent event = new ObservedEvent(Play.T0 + second * 1_000, step, field -> "h");
            matches.addAll(correlator.onEvent(step.substring(0, 1), event));
        }
        assertThat(matches.getLast().finding().lastMs()).isEqualTo(Play.T0 + 80_000);
        assertThat(matches.getLast().finding().total()).isEqualTo(7);
    }

    @Test
    void eventsAtOneInstantAreInAnyOrder() {
        assertThat(play(IN_ORDER, 0, "c", 0, "b", 0, "a").matches()).containsExactly(new Seen("seq", "h", 0, 0, 3));
    }

    @Test
    void anEventDoesNotFollowItself() {
        assertThat(play(IN_ORDER, 0, "a+b", 1, "c").matches()).isEmpty();
        assertThat(play(IN_ORDER, 0, "a+b", 1, "a+b", 2, "c").matches()).hasSize(1);
        assertThat(play(IN_ORDER, 0, "a+b", 0, "a+b", 2, "c").matches()).hasSize(1);
    }

    @Test
    void aNumberOfRulesInOrderIsEnoughIfTheConditionSaysSo() {
        Measure two = new Measure.RulesInOrder(Limits.of(Operator.GTE, 2));
        assertThat(play(two, 0, "a", 1, "c").matches()).hasSize(1);
        assertThat(play(two, 0, "c", 1, "a").matches()).isEmpty();
    }

    @Test
    void aBooleanConditionFiresAtOnce() {
        Measure expression =
                new Measure.RulesExpression(new All(List.of(new Ref(0), new Any(List.of(new Ref(1), new Ref(2))))));
        assertThat(play(expression, 0, "c", 1, "a").matches()).containsExactly(new Seen("seq", "h", 0, 1, 2));
        assertThat(play(expression, 0, "b", 1, "c").matches()).isEmpty();
    }

    @Test
    void aConditionWithNotIsJudgedWhenTheWindowIsOver() {
        Measure expression = new Measure.RulesExpression(new All(List.of(new Ref(0), new Not(new Ref(1)))));
        assertThat(play(expression, 0, "a", 59, "b").matches()).isEmpty();
        assertThat(play(expression, 0, "a", 60, "b").matches()).containsExactly(new Seen("seq", "h", 0, 0, 1));
    }

    @Test
    void fewerThanAllRulesIsJudgedWhenTheWindowIsOver() {
        Measure fewer = new Measure.RulesSeen(Limits.of(Operator.LT, 3));
        assertThat(play(fewer, 0, "a", 1, "b", 2, "c").matches()).isEmpty();
        assertThat(play(fewer, 0, "a", 1, "b").matches()).hasSize(1);
    }
}
