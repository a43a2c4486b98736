package io.watchfloor.rules.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.rules.correlation.Limits.Operator;
import io.watchfloor.rules.correlation.Play.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Ten failed logins of a user on a computer within ten minutes, then a login of that user. */
class ChainTest {

    private static CorrelationRule failures(String... groupBy) {
        return new CorrelationRule(
                "many_failures",
                List.of("failure"),
                Grouping.by(groupBy),
                Duration.ofMinutes(10),
                new Measure.EventCount(Limits.of(Operator.GTE, 10)),
                false);
    }

    private static CorrelationRule thenLogin(boolean generate) {
        return new CorrelationRule(
                "then_login",
                List.of("many_failures", "success"),
                Grouping.by("user"),
                Duration.ofMinutes(10),
                new Measure.RulesInOrder(Limits.of(Operator.GTE, 2)),
                generate);
    }

    private static Play fail(Play play, long fromSecond, int count, String user, String computer) {
        Play played = play;
        for (int i = 0; i < count; i++) {
            played = played.event(fromSecond + i, "failure", "user", user, "computer", computer);
        }
        return played;
    }

    @Test
    void bruteForceThenLoginFires() {
        Play play = fail(new Play(thenLogin(false), failures("user")), 0, 10, "u", "c")
                .event(100, "success", "user", "u");
        assertThat(play.matches()).containsExactly(new Seen("then_login", "u", 9, 100, 2));
    }

    @Test
    void loginBeforeTheTenthFailureDoesNot() {
        Play play = fail(new Play(failures("user"), thenLogin(false)), 0, 10, "u", "c")
                .event(5, "success", "user", "u");
        assertThat(play.matches()).isEmpty();
    }

    @Test
    void nineFailuresDoNot() {
        Play play = fail(new Play(failures("user"), thenLogin(false)), 0, 9, "u", "c")
                .event(100, "success", "user", "u");
        assertThat(play.matches()).isEmpty();
    }

    @Test
    void loginLongAfterTheStartOfALongAttackButSoonAfterItsLastFailureFires() {
        Play play = new Play(failures("user"), thenLogin(false));
        for (long second : LongStream.range(0, 60).map(i -> i * 60).toArray()) {
            play = play.event(second, "failure", "user", "u").event(second + 1, "failure", "user", "u");
        }
        assertThat(play.event(3_900, "success", "user", "u").matches()).hasSize(1);
    }

    @Test
    void loginTenMinutesAfterTheLastFailureDoesNot() {
        Play play = fail(new Play(failures("user"), thenLogin(false)), 0, 10, "u", "c")
                .event(609, "success", "user", "u");
        assertThat(play.matches()).isEmpty();
    }

    @Test
    void theOuterGroupAloneApplies() {
        Play play = fail(new Play(failures("computer"), thenLogin(false)), 0, 10, "u", "c")
                .event(100, "success", "user", "u", "computer", "another");
        assertThat(play.matches()).hasSize(1);
        Play other = fail(new Play(failures("computer"), thenLogin(false)), 0, 10, "u", "c")
                .event(100, "success", "user", "v", "computer", "c");
        assertThat(other.matches()).isEmpty();
    }

    @Test
    void theInnerRuleAlertsOnlyIfGenerateSaysSo() {
        Play silent = fail(new Play(failures("user"), thenLogin(false)), 0, 10, "u", "c");
        assertThat(silent.matches()).isEmpty();
        assertThat(silent.plan().alerts("failure")).isFalse();
        assertThat(silent.plan().alerts("then_login")).isTrue();
        Play loud = fail(new Play(failures("user"), thenLogin(true)), 0, 10, "u", "c");
        assertThat(loud.matches()).containsExactly(new Seen("many_failures", "u", 0, 9, 10));
        assertThat(loud.plan().alerts("success")).isTrue();
    }

    @Test
    void aCountOfMatchesCountsEachOnceWhenItIsOver() {
        CorrelationRule twoAttacks = new CorrelationRule(
                "two_attacks",
                List.of("many_failures"),
                Grouping.by("user"),
                Duration.ofHours(4),
                new Measure.EventCount(Limits.of(Operator.GTE, 2)),
                false);
        assertThat(fail(new Play(failures("user"), twoAttacks), 0, 50, "u", "c").matches())
                .isEmpty();
        Play two = fail(fail(new Play(failures("user"), twoAttacks), 0, 50, "u", "c"), 4_000, 20, "u", "c");
        assertThat(two.matches()).containsExactly(new Seen("two_attacks", "u", 49, 4_019, 2));
    }

    @Test
    void differentValuesOverMatchesAreValuesOfTheEventThatStandsForThem() {
        CorrelationRule manyUsers = new CorrelationRule(
                "many_users",
                List.of("many_failures"),
                Grouping.by("computer"),
                Duration.ofHours(4),
                new Measure.ValueCount(List.of("user"), Limits.of(Operator.GTE, 2)),
                false);
        Play play = fail(fail(new Play(failures("user"), manyUsers), 0, 10, "u", "c"), 20, 10, "v", "c");
        assertThat(play.matches()).containsExactly(new Seen("many_users", "c", 9, 29, 2));
    }

    @Test
    void threeLevelsBuildOnEachOther() {
        CorrelationRule repeated = new CorrelationRule(
                "everywhere",
                List.of("then_login", "beacon"),
                Grouping.by(),
                Duration.ofHours(1),
                new Measure.RulesSeen(Limits.of(Operator.GTE, 2)),
                false);
        Play play = fail(new Play(repeated, thenLogin(false), failures("user")), 0, 10, "u", "c")
                .event(100, "success", "user", "u")
                .event(50, "beacon");
        assertThat(play.matches()).containsExactly(new Seen("everywhere", "", 50, 100, 2));
    }

    @Test
    void aReferenceToNoRuleIsRefused() {
        assertThatThrownBy(() -> CorrelationPlan.of(List.of(failures("user")), Set.of("other")))
                .isInstanceOf(InvalidCorrelationException.class)
                .hasMessageContaining("failure")
                .hasMessageContaining("many_failures");
    }

    @Test
    void aCircleIsRefused() {
        CorrelationRule back = new CorrelationRule(
                "failure",
                List.of("many_failures"),
                Grouping.by(),
                Duration.ofMinutes(1),
                new Measure.EventCount(Limits.of(Operator.GTE, 2)),
                false);
        assertThatThrownBy(() -> CorrelationPlan.of(List.of(failures("user"), back), Set.of()))
                .isInstanceOf(InvalidCorrelationException.class)
                .hasMessageContaining("circle");
    }

    @Test
    void twoRulesOfOneIdAreRefused() {
        assertThatThrownBy(() -> CorrelationPlan.of(List.of(failures("user"), failures("user")), Set.of("failure")))
                .isInstanceOf(InvalidCorrelationException.class);
    }
}
