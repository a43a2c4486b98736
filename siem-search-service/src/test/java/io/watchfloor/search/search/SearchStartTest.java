package io.watchfloor.search.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SearchStartTest {
    private static final Instant TAKEN = Instant.parse("2026-01-01T10:00:00.123Z");
    private static final SearchStart START = new SearchStart(
            new TimeRange(TAKEN.minusSeconds(900), TAKEN),
            UUID.fromString("019b7a3e-0000-7000-8000-000000000001"),
            42,
            new SequenceRange(new HighWater(Map.of()), new HighWater(Map.of(0, 17L, 11, 1L << 40))),
            TAKEN);

    @Test
    void aCursorKeepsAllOfIt() {
        assertThat(SearchStart.of(START.values())).isEqualTo(START);
    }

    @Test
    void anOldSnapshotIsGone() {
        Duration hour = Duration.ofHours(1);
        assertThat(START.requireYoung(hour, TAKEN.plus(hour))).isEqualTo(START);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> START.requireYoung(hour, TAKEN.plus(hour).plusMillis(1)))
                .satisfies(e -> {
                    assertThat(e.type().status()).isEqualTo(410);
                    assertThat(e.extensions()).containsKeys("from", "to");
                });
    }
}
