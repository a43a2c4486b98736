package io.watchfloor.rules.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.correlation.Limits.Operator;
import io.watchfloor.rules.correlation.Play.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupingTest {

    private static CorrelationRule twoBy(Grouping grouping) {
        return new CorrelationRule(
                "two",
                List.of("a", "b"),
                grouping,
                Duration.ofMinutes(5),
                new Measure.EventCount(Limits.of(Operator.GTE, 2)),
                false);
    }

    @Test
    void eventsWithoutTheFieldAreSkippedAndCountedAndNeverMerged() {
        Play play = new Play(twoBy(Grouping.by("host")))
                .event(0, "a")
                .event(1, "a")
                .event(2, "a", "host", "")
                .event(3, "a", "host", "web");
        assertThat(play.matches()).isEmpty();
        assertThat(play.stats().ungrouped()).isEqualTo(3);
        assertThat(play.stats().counted()).isEqualTo(1);
    }

    @Test
    void twoFieldsAreAnAnd() {
        Play play = new Play(twoBy(Grouping.by("user", "host")))
                .event(0, "a", "user", "u", "host", "h1")
                .event(1, "a", "user", "u", "host", "h2")
                .event(2, "a", "user", "v", "host", "h1")
                .event(3, "a", "user", "u")
                .event(4, "a", "user", "u", "host", "h1");
        assertThat(play.matches()).containsExactly(new Seen("two", "u|h1", 0, 4, 2));
    }

    @Test
    void caseAndFormOfValuesDoNotMatter() {
        Play play = new Play(twoBy(Grouping.by("user")))
                .event(0, "a", "user", "ARRÊTÉ")
                .event(1, "a", "user", "arre\u0302te\u0301");
        assertThat(play.matches()).containsExactly(new Seen("two", "arrêté", 0, 1, 2));
    }

    @Test
    void numbersAndTheirTextsAreOneGroup() {
        Play play = new Play(twoBy(Grouping.by("port")))
                .event(0, "a", "port", String.valueOf(22))
                .event(1, "a", "port", "22");
        assertThat(play.matches()).hasSize(1);
    }

    @Test
    void withoutFieldsAllEventsAreOneGroup() {
        assertThat(new Play(twoBy(Grouping.by())).event(0, "a").event(1, "b").matches())
                .containsExactly(new Seen("two", "", 0, 1, 2));
    }

    @Test
    void valuesThatLookJoinedStayApart() {
        Play play = new Play(twoBy(Grouping.by("user", "host")))
                .event(0, "a", "user", "x|y", "host", "z")
                .event(1, "a", "user", "x", "host", "y|z");
        assertThat(play.matches()).isEmpty();
    }

    @Test
    void aGroupsTextGivesItsValuesBack() {
        Grouping grouping = Grouping.by("user", "host");
        String group =
                grouping.of(0, Map.of("user", "Do|main\\Bob", "host", "h")::get).orElseThrow();
        assertThat(grouping.values(group)).containsExactly(Map.entry("user", "do|main\\bob"), Map.entry("host", "h"));
    }

    @Test
    void anAliasIsADifferentFieldOfEachRule() {
        Grouping byAddress =
                new Grouping(List.of("internal"), Map.of("internal", Map.of(0, "destination.ip", 1, "source.ip")));
        Play play = new Play(twoBy(byAddress))
                .event(0, "a", "destination.ip", "10.0.0.1", "source.ip", "192.0.2.7")
                .event(1, "b", "destination.ip", "192.0.2.7", "source.ip", "10.0.0.1")
                .event(2, "b", "destination.ip", "10.0.0.1", "source.ip", "10.0.0.2");
        assertThat(play.matches()).containsExactly(new Seen("two", "10.0.0.1", 0, 1, 2));
    }
}
