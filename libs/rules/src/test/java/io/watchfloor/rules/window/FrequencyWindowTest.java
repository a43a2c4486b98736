package io.watchfloor.rules.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five failures in five minutes; a success within thirty minutes escalates. Seed -1 is in order, others are shuffled. */
class FrequencyWindowTest {
    private static final long T0 = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration AFTER = Duration.ofMinutes(30);

    private final FrequencyWindow window = new FrequencyWindow(WINDOW, 5, List.of(AFTER));
    private final MemoryGroupLog log = new MemoryGroupLog(10_000);
    private final List<Outcome.Escalation> escalations = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void fourAreNone(long seed) {
        arrive(seed, hits(0, 1, 2, 3));
        assertThat(log.bursts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void fiveWithinTheWindowAreOneBurst(long seed) {
        arrive(seed, hits(0, 60, 120, 180, 299));
        assertThat(log.bursts()).containsExactly(new Burst(hit(0), ms(299), ms(299), 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void fiveOverExactlyTheWindowAreNone(long seed) {
        arrive(seed, hits(0, 60, 120, 180, 300));
        assertThat(log.bursts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void fiveOverMoreThanTheWindowAreNone(long seed) {
        arrive(seed, hits(0, 60, 120, 180, 301));
        assertThat(log.bursts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void fiveHundredAreOneBurst(long seed) {
        arrive(seed, hits(LongStream.range(0, 500).toArray()));
        assertThat(log.bursts()).containsExactly(new Burst(hit(0), ms(4), ms(499), 500));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void aWindowSlidesOverTheMinuteMarks(long seed) {
        arrive(seed, hits(290, 292, 294, 296, 304));
        assertThat(log.bursts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void aBurstEndsWhenTheThresholdHasNotHeldForAWindow(long seed) {
        arrive(seed, hits(0, 1, 2, 3, 4, 304, 305, 306, 307, 308));
        assertThat(log.bursts())
                .containsExactly(new Burst(hit(0), ms(4), ms(4), 5), new Burst(hit(304), ms(308), ms(308), 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void aSuccessWithinTheTimeEscalates(long seed) {
        arrive(seed, with(success(4 + 1_799), hits(0, 1, 2, 3, 4)));
        assertThat(escalations).hasSize(1);
        assertThat(escalations.getFirst().members()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void aSuccessAfterTheTimeDoesNot(long seed) {
        arrive(seed, with(success(4 + 1_801), hits(0, 1, 2, 3, 4)));
        arrive(seed, List.of(success(4 + 1_800)));
        assertThat(escalations).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 2, 3})
    void aSuccessBeforeTheThresholdIsReachedDoesNot(long seed) {
        arrive(seed, with(success(-1), hits(0, 1, 2, 3, 4)));
        arrive(seed, List.of(success(3)));
        assertThat(escalations).isEmpty();
    }

    @Test
    void aLogOfLastYearFiresBesideTodays() {
        long year = 365L * 24 * 3_600;
        arrive(-1, hits(0, 1, 2, 3));
        arrive(-1, hits(-year, -year + 1, -year + 2, -year + 3, -year + 4));
        arrive(-1, hits(4));
        assertThat(log.bursts()).extracting(Burst::first).containsExactly(hit(-year), hit(0));
    }

    @Test
    void theTriggeringHitBringsTheMembersSoFarAndLaterOnesBringThemselves() {
        arrive(-1, hits(0, 1, 2, 3));
        assertThat(window.onHit(log, hit(4)).growth().members())
                .isEqualTo(List.of(hit(0), hit(1), hit(2), hit(3), hit(4)));
        assertThat(window.onHit(log, hit(5)).growth().members()).containsExactly(hit(5));
    }

    @Test
    void aKnownHitBringsTheBurstAgain() {
        arrive(-1, hits(0, 1, 2, 3, 4));
        Outcome again = window.onHit(log, hit(4));
        assertThat(again.growth().members()).hasSize(5);
        assertThat(again.growth().burst().total()).isEqualTo(5);
    }

    @Test
    void hitsAtTheSameInstantAreHotTogetherAndTheSmallestIdIsFirst() {
        for (String id : List.of("e", "d", "c", "b", "a")) {
            assertThat(window.onHit(log, new Hit(T0, id))).isNotNull();
        }
        assertThat(log.bursts()).containsExactly(new Burst(new Hit(T0, "a"), T0, T0, 5));
    }

    @Test
    void aFloodBeyondTheBoundStaysOneBurstWithTheWholeCount() {
        MemoryGroupLog small = new MemoryGroupLog(20);
        for (int i = 0; i < 200; i++) {
            assertThat(window.onHit(small, hit(i))).isNotNull();
        }
        assertThat(small.bursts()).containsExactly(new Burst(hit(0), ms(4), ms(199), 200));
        assertThat(small.evicted()).isEqualTo(180);
    }

    @Test
    void aGroupLivesForItsWindowTheLatenessAndTheFollowUp() {
        assertThat(window.life(Duration.ofHours(24)))
                .isEqualTo(Duration.ofHours(24).plusMinutes(35));
    }

    @Test
    void aWindowOfNothingIsRefused() {
        assertThatThrownBy(() -> new FrequencyWindow(Duration.ZERO, 5, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrequencyWindow(WINDOW, 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void arrive(long seed, List<?> arrivals) {
        List<Object> order = new ArrayList<>(arrivals);
        if (seed >= 0) {
            Collections.shuffle(order, new Random(seed));
        }
        for (Object arrival : order) {
            Outcome outcome =
                    arrival instanceof Hit hit ? window.onHit(log, hit) : window.onFollowUp(log, (FollowUp) arrival);
            escalations.addAll(outcome.escalations());
        }
    }

    private static List<Hit> hits(long... seconds) {
        return Arrays.stream(seconds).mapToObj(FrequencyWindowTest::hit).toList();
    }

    private static List<Object> with(FollowUp followUp, List<Hit> hits) {
        List<Object> all = new ArrayList<>(hits);
        all.add(followUp);
        return all;
    }

    private static Hit hit(long second) {
        return new Hit(ms(second), "event-" + second);
    }

    private static FollowUp success(long second) {
        return new FollowUp(ms(second), "success-" + second, 0);
    }

    private static long ms(long second) {
        return T0 + 1_000 * second;
    }
}
