package io.watchfloor.cases.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watchfloor.cases.workflow.Grouping.Generation;
import io.watchfloor.cases.workflow.Grouping.Portion;
import io.watchfloor.contracts.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Grouping GROUPING =
            new Grouping(Duration.ofHours(1), Duration.ofHours(24), Duration.ofHours(72));

    /** The alert was seen from 11:00 to 12:00 and, if terminal, closed at 12:30; times are minutes from 12:00. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NEW            | -600 | COUNTED
            NEW            | 0    | COUNTED
            NEW            | 60   | COUNTED
            NEW            | 61   | NEW_GENERATION
            TRIAGED        | 60   | COUNTED
            INVESTIGATING  | 60   | COUNTED
            ESCALATED      | 60   | COUNTED
            CONTAINED      | 60   | COUNTED
            CONTAINED      | 61   | NEW_GENERATION
            RESOLVED       | -600 | LATE
            RESOLVED       | 30   | LATE
            RESOLVED       | 31   | REOPENED
            RESOLVED       | 4350 | REOPENED
            RESOLVED       | 4351 | NEW_GENERATION
            FALSE_POSITIVE | 0    | LATE
            FALSE_POSITIVE | 30   | LATE
            FALSE_POSITIVE | 31   | NEW_GENERATION
            FALSE_POSITIVE | 9999 | NEW_GENERATION
            """)
    void anEventGoesWhereTheTableSays(AlertStatus status, long minutes, Placement expected) {
        Generation latest = new Generation(
                status,
                status != AlertStatus.FALSE_POSITIVE,
                NOON.minusSeconds(3_600),
                NOON,
                status.isTerminal() ? NOON.plusSeconds(1_800) : null);
        assertThat(GROUPING.place(latest, at(minutes))).isEqualTo(expected);
    }

    @Test
    void theFirstEventOfAKeyBeginsAnAlert() {
        assertThat(GROUPING.place(null, NOON)).isEqualTo(Placement.NEW_GENERATION);
    }

    @ParameterizedTest
    @CsvSource({"1439, COUNTED", "1440, COUNTED", "1441, NEW_GENERATION"})
    void anAlertTakesEventsUntilItsGreatestAge(long minutes, Placement expected) {
        Generation busy = new Generation(AlertStatus.NEW, true, NOON, at(1_430), null);
        assertThat(GROUPING.place(busy, at(minutes))).isEqualTo(expected);
    }

    @Test
    void anEndedAlertTakesNothingMore() {
        Generation ended = new Generation(AlertStatus.NEW, false, NOON, NOON, null);
        assertThat(GROUPING.place(ended, NOON)).isEqualTo(Placement.NEW_GENERATION);
    }

    @Test
    void eventsThatCameTogetherAreDividedAsIfTheyHadComeOneByOne() {
        Generation resolved = new Generation(AlertStatus.RESOLVED, true, NOON, NOON, at(30));
        List<Occurrence> events = events(10, 30, 40, 80, 200, 210);
        assertThat(GROUPING.divide(resolved, events))
                .containsExactly(
                        new Portion(Placement.LATE, events.subList(0, 2)),
                        new Portion(Placement.REOPENED, events.subList(2, 4)),
                        new Portion(Placement.NEW_GENERATION, events.subList(4, 6)));
    }

    @Test
    void aChainOfEventsNearEachOtherIsOneAlertHoweverLong() {
        List<Occurrence> events = events(0, 60, 120, 180, 240);
        assertThat(GROUPING.divide(null, events)).containsExactly(new Portion(Placement.NEW_GENERATION, events));
    }

    @Test
    void burstsFartherApartThanTheWindowAreSeveralAlerts() {
        List<Occurrence> events = events(0, 1, 62, 63, 500);
        assertThat(GROUPING.divide(null, events))
                .containsExactly(
                        new Portion(Placement.NEW_GENERATION, events.subList(0, 2)),
                        new Portion(Placement.NEW_GENERATION, events.subList(2, 4)),
                        new Portion(Placement.NEW_GENERATION, events.subList(4, 5)));
    }

    @Test
    void aTerminalAlertWithoutATimeOfClosingIsNoAlert() {
        assertThatThrownBy(() -> new Generation(AlertStatus.RESOLVED, true, NOON, NOON, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Occurrence> events(long... minutes) {
        return Arrays.stream(minutes)
                .mapToObj(minute -> new Occurrence("e" + minute, at(minute)))
                .toList();
    }

    private static Instant at(long minutes) {
        return NOON.plusSeconds(60 * minutes);
    }
}
