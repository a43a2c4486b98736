package io.watchfloor.rules.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.correlation.Play.Seen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Countries from which a user logs in: an hour of learning, ten hours of history. */
class NewTermsTest {
    private static final long HOUR = 3_600;

    private static Play play(Duration learning) {
        return new Play(new CorrelationRule(
                "new_country",
                List.of("login"),
                Grouping.by("user"),
                Duration.ofHours(10),
                new Measure.NewTerms(List.of("country"), learning),
                false));
    }

    private static Play hourOfLearning() {
        return play(Duration.ofHours(1));
    }

    @Test
    void nothingIsFoundWhileAGroupLearns() {
        Play play = hourOfLearning()
                .event(0, "login", "user", "u", "country", "DE")
                .event(HOUR - 1, "login", "user", "u", "country", "FR");
        assertThat(play.matches()).isEmpty();
    }

    @Test
    void afterwardsAValueIsFoundTheFirstTime() {
        Play play = hourOfLearning()
                .event(0, "login", "user", "u", "country", "DE")
                .event(HOUR, "login", "user", "u", "country", "FR")
                .event(HOUR + 1, "login", "user", "u", "country", "fr")
                .event(HOUR + 2, "login", "user", "u", "country", "DE");
        assertThat(play.matches()).containsExactly(new Seen("new_country", "u", HOUR, HOUR, 1));
    }

    @Test
    void eachGroupLearnsForItself() {
        Play play = hourOfLearning()
                .event(0, "login", "user", "u", "country", "DE")
                .event(2 * HOUR, "login", "user", "v", "country", "FR");
        assertThat(play.matches()).isEmpty();
    }

    @Test
    void aValueNotSeenForTheHistoryIsNewAgain() {
        Play play = hourOfLearning()
                .event(0, "login", "user", "u", "country", "DE")
                .event(1, "login", "user", "u", "country", "FR")
                .event(9 * HOUR, "login", "user", "u", "country", "DE")
                .event(18 * HOUR, "login", "user", "u", "country", "FR")
                .event(19 * HOUR - 1, "login", "user", "u", "country", "DE");
        assertThat(play.matches()).containsExactly(new Seen("new_country", "u", 18 * HOUR, 18 * HOUR, 1));
    }

    @Test
    void aGroupThatWasSilentForTheHistoryLearnsAgain() {
        Play play = hourOfLearning()
                .event(0, "login", "user", "u", "country", "DE")
                .event(10 * HOUR, "login", "user", "u", "country", "FR")
                .event(11 * HOUR, "login", "user", "u", "country", "IT");
        assertThat(play.matches()).containsExactly(new Seen("new_country", "u", 11 * HOUR, 11 * HOUR, 1));
    }

    @Test
    void withoutLearningTheFirstValueIsNew() {
        assertThat(play(Duration.ZERO)
                        .event(0, "login", "user", "u", "country", "DE")
                        .matches())
                .hasSize(1);
    }

    @Test
    void ofTooManyValuesTheOldestAreForgottenAndCounted() {
        CorrelationPlan plan = hourOfLearning().plan();
        MemoryCorrelator correlator = new MemoryCorrelator(plan, new CorrelatorBounds(Duration.ZERO, 10, 10, 1_000));
        for (int i = 0; i < 100; i++) {
            String country = "c" + i;
            assertThat(correlator.onEvent(
                            "login",
                            new ObservedEvent(Play.T0 + i, "e" + i, field -> field.equals("user") ? "u" : country)))
                    .isEmpty();
            assertThat(correlator.advance(Play.T0 + i + 1)).isEmpty();
        }
        assertThat(correlator.stats().evictedHits()).isEqualTo(90);
    }
}
