package io.watchfloor.detection.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.detection.coverage.PartitionProgress.Stretch;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private static final Instant T = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private final PartitionProgress progress = new PartitionProgress();

    @Test
    void offsetsInARowUnderOneRevisionAreOneStretch() {
        evaluated(7, 8, 9);
        assertThat(progress.stretches()).containsExactly(new Stretch(7, 10, 1, null));
    }

    @Test
    void anOtherRevisionAGapAndARestartBeginAnotherStretch() {
        evaluated(7, 8);
        progress.evaluated(9, 2);
        progress.evaluated(11, 2);
        progress.evaluated(8, 2);
        assertThat(progress.stretches())
                .containsExactly(
                        new Stretch(7, 9, 1, null),
                        new Stretch(9, 10, 2, null),
                        new Stretch(11, 12, 2, null),
                        new Stretch(8, 9, 2, null));
    }

    @Test
    void whatIsWrittenGrowsInItsRowUntilTheRowIsLong() {
        evaluated(1);
        progress.written(T, LONGEST);
        assertThat(progress.stretches()).isEmpty();
        evaluated(2);
        assertThat(progress.stretches()).containsExactly(new Stretch(1, 3, 1, T));
        progress.written(T.plus(LONGEST), LONGEST);
        evaluated(3);
        assertThat(progress.stretches()).containsExactly(new Stretch(3, 4, 1, null));
    }

    private void evaluated(long... offsets) {
        for (long offset : offsets) {
            progress.evaluated(offset, 1);
        }
    }
}
