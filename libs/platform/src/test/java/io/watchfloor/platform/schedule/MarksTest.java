package io.watchfloor.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {
    @Test
    void aMarkIsKeptAsText() {
        assertThat(Marks.write(Map.of(10, 5L, 2, 7_000_000_000L))).isEqualTo("{\"2\":7000000000,\"10\":5}");
        assertThat(Marks.read("{\"2\":7000000000,\"10\":5}")).isEqualTo(Map.of(10, 5L, 2, 7_000_000_000L));
        assertThat(Marks.read(null)).isEmpty();
    }

    @Test
    void aStepGoesAsFarAsItMayInEachPartition() {
        Map<Integer, Long> mark = Map.of(0, 10L, 1, 99L, 3, 7L);
        Map<Integer, Long> limit = Map.of(0, 1_000L, 1, 100L, 2, 5L, 3, 2L);
        assertThat(Marks.step(mark, limit, 50)).isEqualTo(Map.of(0, 60L, 1, 100L, 2, 5L, 3, 7L));
        assertThat(Marks.step(mark, limit, Long.MAX_VALUE)).isEqualTo(Map.of(0, 1_000L, 1, 100L, 2, 5L, 3, 7L));
    }

    @Test
    void stepsReachTheLimitAndStayThere() {
        Map<Integer, Long> limit = Map.of(0, 95L, 1, 3L);
        Map<Integer, Long> mark = Map.of();
        int steps = 0;
        while (!Marks.reached(mark, limit)) {
            mark = Marks.step(mark, limit, 10);
            steps++;
        }
        assertThat(steps).isEqualTo(10);
        assertThat(mark).isEqualTo(limit);
        assertThat(Marks.step(mark, limit, 10)).isEqualTo(limit);
        assertThat(Marks.reached(Map.of(0, 200L, 1, 3L), limit)).isTrue();
    }
}
