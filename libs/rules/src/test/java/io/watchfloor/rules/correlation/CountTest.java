package io.watchfloor.rules.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.correlation.Limits.Operator;
import io.watchfloor.rules.correlation.Play.Seen;
import io.watchfloor.rules.window.Hit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code event_count}: five failures of a user in five minutes, and other bounds. */
class CountTest {
    private static final List<String> ADMIN = List.of("user", "admin");

    private static CorrelationRule count(Limits limits) {
        return new CorrelationRule(
                "many",
                List.of("failure"),
                Grouping.by("user"),
                Duration.ofMinutes(5),
                new Measure.EventCount(limits),
                false);
    }

    private static Play fiveInFive() {
        return new Play(count(Limits.of(Operator.GTE, 5)));
    }

    @Test
    void fiveWithinFiveMinutesFire() {
        assertThat(fiveInFive().events("failure", ADMIN, 0, 60, 120, 180, 299).matches())
                .containsExactly(new Seen("many", "admin", 0, 299, 5));
    }

    @Test
    void fiveOverMoreThanFiveMinutesDoNot() {
        assertThat(fiveInFive().events("failure", ADMIN, 0, 60, 120, 180, 301).matches())
                .isEmpty();
    }

    @Test
    void exactlyTheTimeSpanApartIsTooFar() {
        assertThat(fiveInFive().events("failure", ADMIN, 0, 60, 120, 180, 300).matches())
                .isEmpty();
    }

    @Test
    void theWindowSlidesOverTheMinuteMarks() {
        assertThat(fiveInFive()
                        .events("failure", ADMIN, 290, 292, 294, 296, 304)
                        .matches())
                .containsExactly(new Seen("many", "admin", 290, 304, 5));
    }

    @Test
    void aThousandInOneBurstAreOneMatchThatGrows() {
        long[] seconds = LongStream.range(0, 1_000).toArray();
        Play play = fiveInFive().events("failure", ADMIN, seconds);
        assertThat(play.matches()).containsExactly(new Seen("many", "admin", 0, 999, 1_000));
    }

    @Test
    void theFirstMatchBringsItsMembersAndEachFurtherHitItself() {
        MemoryCorrelator correlator =
                new MemoryCorrelator(fiveInFive().plan(), CorrelatorBounds.ofLateness(Duration.ZERO));
        List<Finding> findings = new ArrayList<>();
        for (int second = 0; second < 7; second++) {
            ObservedEvent event = new ObservedEvent(Play.T0 + second, "e" + second, field -> "admin");
            correlator.onEvent("failure", event).forEach(match -> findings.add(match.finding()));
        }
        assertThat(findings).extracting(Finding::isNew).containsExactly(true, false, false);
        assertThat(findings)
                .extracting(
                        finding -> finding.members().stream().map(Hit::eventId).toList())
                .containsExactly(List.of("e0", "e1", "e2", "e3", "e4"), List.of("e5"), List.of("e6"));
        assertThat(findings).extracting(Finding::firstEventId).containsOnly("e0");
    }

    @Test
    void anEarlierEventThatComesLateRenamesTheMatchAndSaysSo() {
        MemoryCorrelator correlator =
                new MemoryCorrelator(fiveInFive().plan(), CorrelatorBounds.ofLateness(Duration.ZERO));
        List<Finding> findings = new ArrayList<>();
        for (int second : new int[] {1, 2, 3, 4, 5, 0}) {
            ObservedEvent event = new ObservedEvent(Play.T0 + second, "e" + second, field -> "admin");
            correlator.onEvent("failure", event).forEach(match -> findings.add(match.finding()));
        }
        assertThat(findings.getLast().firstEventId()).isEqualTo("e0");
        assertThat(findings.getLast().replaces()).containsExactly("e1");
        assertThat(findings.getLast().isNew()).isFalse();
    }

    @Test
    void twoBurstsAreTwoMatches() {
        assertThat(fiveInFive()
                        .events("failure", ADMIN, 0, 1, 2, 3, 4, 304, 305, 306, 307, 308)
                        .matches())
                .containsExactlyInAnyOrder(new Seen("many", "admin", 0, 4, 5), new Seen("many", "admin", 304, 308, 5));
    }

    @Test
    void greaterThanFourIsAtLeastFive() {
        assertThat(new Play(count(Limits.of(Operator.GT, 4)))
                        .events("failure", ADMIN, 0, 1, 2, 3, 4)
                        .matches())
                .hasSize(1);
        assertThat(new Play(count(Limits.of(Operator.GT, 4)))
                        .events("failure", ADMIN, 0, 1, 2, 3)
                        .matches())
                .isEmpty();
    }

    @Test
    void differentFromZeroFiresWithTheFirstEvent() {
        assertThat(new Play(count(Limits.of(Operator.NEQ, 0)))
                        .events("failure", ADMIN, 7)
                        .matches())
                .containsExactly(new Seen("many", "admin", 7, 7, 1));
    }

    @Test
    void aRangeIsJudgedWhenItsWindowIsOver() {
        Limits range = Limits.of(Operator.GT, 2).and(Operator.LTE, 4);
        assertThat(new Play(count(range)).events("failure", ADMIN, 0, 1).matches())
                .isEmpty();
        assertThat(new Play(count(range)).events("failure", ADMIN, 0, 1, 299).matches())
                .containsExactly(new Seen("many", "admin", 0, 299, 3));
        assertThat(new Play(count(range))
                        .events("failure", ADMIN, 0, 1, 2, 3, 4)
                        .matches())
                .isEmpty();
    }

    @Test
    void fewerThanThreeFiresForGroupsThatHadAnyAndOnlyAfterTheWindow() {
        Play play = new Play(count(Limits.of(Operator.LT, 3)));
        MemoryCorrelator correlator =
                new MemoryCorrelator(play.plan(), CorrelatorBounds.ofLateness(Duration.ofMinutes(1)));
        assertThat(correlator.onEvent("failure", new ObservedEvent(Play.T0, "e", field -> "admin")))
                .isEmpty();
        assertThat(correlator.advance(Play.T0 + 359_999)).isEmpty();
        assertThat(correlator.advance(Play.T0 + 360_000)).hasSize(1);
        assertThat(correlator.advance(Play.T0 + 3_600_000)).isEmpty();
    }

    @Test
    void windowsFollowEachOtherFromTheFirstEventOn() {
        Play play = new Play(count(Limits.of(Operator.EQ, 2))).events("failure", ADMIN, 10, 309, 310, 700, 701, 1_100);
        assertThat(play.matches())
                .containsExactlyInAnyOrder(
                        new Seen("many", "admin", 10, 309, 2), new Seen("many", "admin", 700, 701, 2));
    }

    @Test
    void notEqualIsJudgedOfWholeWindows() {
        Play play = new Play(count(Limits.of(Operator.NEQ, 2))).events("failure", ADMIN, 0, 1, 300, 301, 302);
        assertThat(play.matches()).containsExactly(new Seen("many", "admin", 300, 302, 3));
    }

    @Test
    void aHitOfASettledWindowIsLateAndCounted() {
        Play play = new Play(count(Limits.of(Operator.EQ, 1)));
        MemoryCorrelator correlator = new MemoryCorrelator(play.plan(), CorrelatorBounds.ofLateness(Duration.ZERO));
        assertThat(correlator.onEvent("failure", new ObservedEvent(Play.T0, "e", field -> "admin")))
                .isEmpty();
        assertThat(correlator.advance(Play.T0 + 300_000)).hasSize(1);
        assertThat(correlator.onEvent("failure", new ObservedEvent(Play.T0 + 1, "f", field -> "admin")))
                .isEmpty();
        assertThat(correlator.stats().late()).isEqualTo(1);
    }

    @Test
    void twoReferencesAreCountedTogetherAndAnEventThatBothMatchCountsOnce() {
        CorrelationRule rule = new CorrelationRule(
                "many",
                List.of("ssh", "rdp"),
                Grouping.by("user"),
                Duration.ofMinutes(5),
                new Measure.EventCount(Limits.of(Operator.GTE, 3)),
                false);
        assertThat(new Play(rule)
                        .event(0, "ssh+rdp", "user", "a")
                        .event(1, "rdp", "user", "a")
                        .matches())
                .isEmpty();
        assertThat(new Play(rule)
                        .event(0, "ssh", "user", "a")
                        .event(1, "rdp", "user", "a")
                        .event(2, "ssh+rdp", "user", "a")
                        .matches())
                .containsExactly(new Seen("many", "a", 0, 2, 3));
    }

    @Test
    void aDayIsTwentyFourHoursWhenClocksChange() {
        CorrelationRule rule = new CorrelationRule(
                "many",
                List.of("failure"),
                Grouping.by("user"),
                Duration.ofDays(1),
                new Measure.EventCount(Limits.of(Operator.GTE, 2)),
                false);
        long marchClockChange = Duration.ofDays(27).toSeconds();
        assertThat(new Play(rule)
                        .events("failure", ADMIN, marchClockChange, marchClockChange + 86_399)
                        .matches())
                .hasSize(1);
        assertThat(new Play(rule)
                        .events("failure", ADMIN, marchClockChange, marchClockChange + 86_400)
                        .matches())
                .isEmpty();
    }
}
