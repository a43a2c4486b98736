package io.watchfloor.detection.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassingTest {
    @Test
    void thoseThatOverlapOrTouchAreOne() {
        assertThat(Passing.joined(List.of(from(7, 9), from(1, 5), from(2, 3), from(5, 6), from(1, 2))))
                .containsExactly(from(1, 6), from(7, 9));
    }

    @Test
    void theSameOfSeveralPartitionsIsOne() {
        assertThat(Passing.joined(List.of(from(1, 2), from(1, 2), from(1, 2)))).containsExactly(from(1, 2));
        assertThat(Passing.joined(List.of())).isEmpty();
    }

    /** Offsets that were read twice say so of times. */
    @Test
    void noneBeginsBehindItsEnd() {
        assertThat(from(5, 3)).isEqualTo(from(3, 3));
    }

    private static Passing from(int from, int to) {
        return new Passing(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
    }
}
