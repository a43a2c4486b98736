package io.watchfloor.rules.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.correlation.Limits.Operator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private static final CorrelationPlan PLAN = CorrelationPlan.of(
            List.of(new CorrelationRule(
                    "many",
                    List.of("a"),
                    Grouping.by("host"),
                    Duration.ofMinutes(1),
                    new Measure.EventCount(Limits.of(Operator.GTE, 3)),
                    false)),
            Set.of("a"));

    private static ObservedEvent event(long ms, String host) {
        return new ObservedEvent(Play.T0 + ms, host + "-" + ms, field -> host);
    }

    @Test
    void ofTooManyGroupsThoseLongestWithoutAHitAreForgottenAndCounted() {
        MemoryCorrelator correlator =
                new MemoryCorrelator(PLAN, new CorrelatorBounds(Duration.ZERO, 100, 1_000, 100_000));
        List<CorrelationMatch> matches = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            matches.addAll(correlator.onEvent("a", event(i, "host" + i)));
            matches.addAll(correlator.onEvent("a", event(i, i < 5_000 ? "busy" : "late")));
        }
        assertThat(correlator.stats().groups()).isEqualTo(1_000);
        assertThat(correlator.stats().evictedGroups()).isEqualTo(9_002);
        assertThat(matches).extracting(CorrelationMatch::group).containsOnly("busy", "late");
    }

    @Test
    void hitsOfAllGroupsAreBounded() {
        MemoryCorrelator correlator = new MemoryCorrelator(PLAN, new CorrelatorBounds(Duration.ZERO, 100, 1_000, 500));
        for (int i = 0; i < 10_000; i++) {
            assertThat(correlator.onEvent("a", event(i, "host" + i / 10))).isNotNull();
        }
        assertThat(correlator.stats().hits()).isLessThanOrEqualTo(500);
        assertThat(correlator.stats().evictedGroups()).isPositive();
    }

    @Test
    void aFloodOfOneGroupStaysOneMatchWithTheWholeCount() {
        MemoryCorrelator correlator = new MemoryCorrelator(PLAN, new CorrelatorBounds(Duration.ZERO, 20, 10, 1_000));
        List<CorrelationMatch> matches = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            matches.addAll(correlator.onEvent("a", event(i, "h")));
        }
        assertThat(matches.getLast().finding().total()).isEqualTo(1_000);
        assertThat(matches).extracting(match -> match.finding().firstEventId()).containsOnly("h-0");
        assertThat(correlator.stats().evictedHits())
                .isEqualTo(1_000 - correlator.stats().hits());
    }

    @Test
    void groupsThatNoLongerMatterAreForgotten() {
        MemoryCorrelator correlator = new MemoryCorrelator(PLAN, CorrelatorBounds.ofLateness(Duration.ofMinutes(1)));
        assertThat(correlator.onEvent("a", event(0, "h"))).isEmpty();
        assertThat(correlator.advance(Play.T0 + 180_000)).isEmpty();
        assertThat(correlator.stats().groups()).isEqualTo(1);
        assertThat(correlator.advance(Play.T0 + 180_001)).isEmpty();
        assertThat(correlator.stats().groups()).isZero();
        assertThat(correlator.stats().expiredGroups()).isEqualTo(1);
    }

    @Test
    void aLogKeepsTheThresholdWhateverTheBound() {
        CorrelationPlan plan = CorrelationPlan.of(
                List.of(new CorrelationRule(
                        "many",
                        List.of("a"),
                        Grouping.by("host"),
                        Duration.ofMinutes(1),
                        new Measure.EventCount(Limits.of(Operator.GTE, 500)),
                        false)),
                Set.of("a"));
        MemoryCorrelator correlator = new MemoryCorrelator(plan, new CorrelatorBounds(Duration.ZERO, 20, 10, 10_000));
        List<CorrelationMatch> matches = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            matches.addAll(correlator.onEvent("a", event(i, "h")));
        }
        assertThat(matches).hasSize(1);
    }
}
