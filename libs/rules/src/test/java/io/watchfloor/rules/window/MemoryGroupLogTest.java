package io.watchfloor.rules.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryGroupLogTest {
    @Test
    void whatIsOverIsForgottenAndTheRestIsKept() {
        MemoryGroupLog log = new MemoryGroupLog(3);
        for (long time : new long[] {30, 10, 20}) {
            assertThat(log.add(new Hit(time, "e" + time))).isTrue();
            assertThat(log.add(new FollowUp(time, "f" + time, 0))).isTrue();
        }
        Burst old = new Burst(new Hit(10, "e10"), 10, 15, 2);
        Burst recent = new Burst(new Hit(20, "e20"), 20, 30, 2);
        log.replace(List.of(), old);
        log.replace(List.of(), recent);

        log.forgetBefore(20);

        assertThat(log.hits(0, 100)).containsExactly(new Hit(20, "e20"), new Hit(30, "e30"));
        assertThat(log.followUps(0, 100)).extracting(FollowUp::timeMs).containsExactly(20L, 30L);
        assertThat(log.bursts()).containsExactly(recent);
        assertThat(log.size()).isEqualTo(4);
        assertThat(log.evicted()).isZero();
    }

    @Test
    void whatWasForgottenMakesRoom() {
        MemoryGroupLog log = new MemoryGroupLog(2);
        assertThat(log.add(new Hit(1, "a"))).isTrue();
        log.forgetBefore(2);
        assertThat(log.add(new Hit(3, "b"))).isTrue();
        assertThat(log.add(new Hit(4, "c"))).isTrue();
        assertThat(log.hits(0, 9)).hasSize(2);
        assertThat(log.evicted()).isZero();
    }
}
