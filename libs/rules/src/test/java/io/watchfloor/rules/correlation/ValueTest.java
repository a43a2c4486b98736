package io.watchfloor.rules.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.correlation.Limits.Operator;
import io.watchfloor.rules.correlation.Play.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values of a field, {@code v}, per host in ten minutes. */
class ValueTest {

    private static Play play(Measure measure, Object... secondsAndValues) {
        Play play = new Play(new CorrelationRule(
                "values", List.of("a"), Grouping.by("host"), Duration.ofMinutes(10), measure, false));
        for (int i = 0; i < secondsAndValues.length; i += 2) {
            long second = (Integer) secondsAndValues[i];
            play = secondsAndValues[i + 1] == null
                    ? play.event(second, "a", "host", "h")
                    : play.event(second, "a", "host", "h", "v", (String) secondsAndValues[i + 1]);
        }
        return play;
    }

    private static Measure different(Limits limits) {
        return new Measure.ValueCount(List.of("v"), limits);
    }

    private static Measure sum(Limits limits) {
        return new Measure.ValueSum("v", limits);
    }

    @Test
    void differentValuesCountOnceWhateverTheirCase() {
        Limits three = Limits.of(Operator.GTE, 3);
        assertThat(play(different(three), 0, "x", 1, "X", 2, "y", 3, "x").matches())
                .isEmpty();
        assertThat(play(different(three), 0, "x", 1, "x", 2, "y", 3, "z").matches())
                .containsExactly(new Seen("values", "h", 0, 3, 4));
    }

    @Test
    void aValueThatLeavesTheWindowNoLongerCounts() {
        Limits three = Limits.of(Operator.GTE, 3);
        assertThat(play(different(three), 0, "x", 1, "y", 600, "z").matches()).isEmpty();
        assertThat(play(different(three), 0, "x", 1, "y", 599, "z").matches()).hasSize(1);
        assertThat(play(different(three), 0, "x", 1, "y", 300, "x", 600, "z").matches())
                .containsExactly(new Seen("values", "h", 1, 600, 3));
    }

    @Test
    void aRangeOfDifferentValuesIsJudgedWhenTheWindowIsOver() {
        Limits range = Limits.of(Operator.GTE, 2).and(Operator.LT, 4);
        assertThat(play(different(range), 0, "x", 1, "x").matches()).isEmpty();
        assertThat(play(different(range), 0, "x", 1, "y", 599, "z").matches()).hasSize(1);
        assertThat(play(different(range), 0, "x", 1, "y", 2, "z", 3, "w").matches())
                .isEmpty();
    }

    @Test
    void eventsWithoutTheValueAreSkippedAndCounted() {
        Play play = play(different(Limits.of(Operator.GTE, 2)), 0, "x", 1, null, 2, "");
        assertThat(play.matches()).isEmpty();
        assertThat(play.stats().valueless()).isEqualTo(2);
    }

    @Test
    void ofSeveralFieldsTheCombinationsCount() {
        Play play = new Play(new CorrelationRule(
                        "values",
                        List.of("a"),
                        Grouping.by(),
                        Duration.ofMinutes(10),
                        new Measure.ValueCount(List.of("user", "host"), Limits.of(Operator.GTE, 3)),
                        false))
                .event(0, "a", "user", "u", "host", "h")
                .event(1, "a", "user", "v", "host", "h")
                .event(2, "a", "user", "u", "host", "h")
                .event(3, "a", "user", "u", "host", "i");
        assertThat(play.matches()).containsExactly(new Seen("values", "", 0, 3, 4));
    }

    @Test
    void ofAnEventThatSeveralRulesMatchTheValueForTheFirstOfThemCounts() {
        Grouping aliased = new Grouping(List.of(), Map.of("v", Map.of(0, "x", 1, "y")));
        Play play = new Play(new CorrelationRule(
                        "values",
                        List.of("a", "b"),
                        aliased,
                        Duration.ofMinutes(10),
                        new Measure.ValueCount(List.of("v"), Limits.of(Operator.GTE, 2)),
                        false))
                .event(0, "b+a", "x", "same", "y", "one")
                .event(1, "b+a", "x", "same", "y", "other");
        assertThat(play.matches()).isEmpty();
    }

    @Test
    void aSumTakesNumbersAndTextsThatAreNumbersAndSkipsTheRest() {
        Play play = play(sum(Limits.of(Operator.GT, 1_000)), 0, "600", 1, "many", 2, null, 3, "400.5", 4, "1e0");
        assertThat(play.matches()).containsExactly(new Seen("values", "h", 0, 4, 3));
        assertThat(play.stats().valueless()).isEqualTo(2);
    }

    @Test
    void aSumOfExactlyTheLimitIsNotGreater() {
        assertThat(play(sum(Limits.of(Operator.GT, 1)), 0, "0.1", 1, "0.2", 2, "0.7")
                        .matches())
                .isEmpty();
        assertThat(play(sum(Limits.of(Operator.GTE, 1)), 0, "0.1", 1, "0.2", 2, "0.7")
                        .matches())
                .hasSize(1);
    }

    @Test
    void aSumSlides() {
        assertThat(play(sum(Limits.of(Operator.GTE, 10)), 0, "6", 600, "5", 601, "4")
                        .matches())
                .isEmpty();
        assertThat(play(sum(Limits.of(Operator.GTE, 10)), 0, "6", 599, "5", 1_300, "4")
                        .matches())
                .containsExactly(new Seen("values", "h", 0, 599, 2));
    }

    @Test
    void negativeValuesDoNotCountTowardsALowerLimitButTowardsOthers() {
        Play lower = play(sum(Limits.of(Operator.GTE, 10)), 0, "12", 1, "-5");
        assertThat(lower.matches()).containsExactly(new Seen("values", "h", 0, 0, 1));
        assertThat(lower.stats().valueless()).isEqualTo(1);
        assertThat(play(sum(Limits.of(Operator.EQ, 7)), 0, "12", 1, "-5").matches())
                .hasSize(1);
    }

    @Test
    void numbersOfAbsurdSizeAreText() {
        Play play = play(sum(Limits.of(Operator.GTE, 1)), 0, "1e999999999", 1, "9".repeat(65), 2, "NaN", 3, "0x17");
        assertThat(play.matches()).isEmpty();
        assertThat(play.stats().valueless()).isEqualTo(4);
    }

    @Test
    void anAverageIsJudgedOfWholeWindows() {
        Measure average = new Measure.ValueAverage("v", Limits.of(Operator.GT, 500));
        assertThat(play(average, 0, "900", 1, "none", 2, "101").matches())
                .containsExactly(new Seen("values", "h", 0, 2, 2));
        assertThat(play(average, 0, "900", 1, "100").matches()).isEmpty();
        assertThat(play(average, 0, "900", 600, "100").matches()).containsExactly(new Seen("values", "h", 0, 0, 1));
    }

    @Test
    void percentilesAreInterpolatedLinearly() {
        assertThat(play(percentile(90, Limits.of(Operator.EQ, 37)), 0, "10", 1, "40", 2, "20", 3, "30")
                        .matches())
                .hasSize(1);
        assertThat(play(percentile(0, Limits.of(Operator.EQ, 10)), 0, "10", 1, "40")
                        .matches())
                .hasSize(1);
        assertThat(play(percentile(100, Limits.of(Operator.EQ, 40)), 0, "10", 1, "40")
                        .matches())
                .hasSize(1);
    }

    @Test
    void theMedianIsTheMiddleOrHalfWayBetweenTwo() {
        assertThat(play(percentile(50, Limits.of(Operator.EQ, 20)), 0, "90", 1, "10", 2, "20")
                        .matches())
                .hasSize(1);
        assertThat(play(percentile(50, Limits.of(Operator.EQ, 15)), 0, "20", 1, "10")
                        .matches())
                .hasSize(1);
    }

    private static Measure percentile(int percent, Limits limits) {
        return new Measure.ValuePercentile("v", percent, limits);
    }

    @Test
    void ofSharesTheRareValuesMatch() {
        Play play = play(new Measure.ValueShare("v", Limits.of(Operator.LTE, 10)));
        for (int i = 0; i < 19; i++) {
            play = play.event(i, "a", "host", "h", "v", "common");
        }
        assertThat(play.event(30, "a", "host", "h", "v", "rare").matches())
                .containsExactly(new Seen("values", "h", 30, 30, 1));
    }
}
