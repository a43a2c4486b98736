package io.watchfloor.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.FollowUp;
import io.watchfloor.rules.window.FrequencyWindow;
import io.watchfloor.rules.window.GroupLog;
import io.watchfloor.rules.window.Hit;
import io.watchfloor.rules.window.MemoryGroupLog;
import io.watchfloor.rules.window.Outcome;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state store as a group's log. */
class StoredGroupTest {
    @TempDir
    Path state;

    private StreamHarness stream;

    @BeforeEach
    void start() {
        stream = new StreamHarness(state, 100);
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void itAnswersAsAMemoryLogDoes() {
        for (long seed : LongStream.range(0, 60).toArray()) {
            Random random = new Random(seed);
            FrequencyWindow window = new FrequencyWindow(
                    Duration.ofMillis(1 + random.nextInt(30)),
                    1 + random.nextInt(5),
                    List.of(Duration.ofMillis(1 + random.nextInt(40))));
            GroupLog memory = new MemoryGroupLog(1_000);
            GroupLog stored = group(seed);
            for (int i = 0; i < 60; i++) {
                long time = random.nextInt(300) - 150;
                assertThat(arrive(window, stored, time, i))
                        .as("seed %d, arrival %d", seed, i)
                        .isEqualTo(arrive(window, memory, time, i));
            }
        }
    }

    @Test
    void aBurstThatACrashLeftBesideItsSuccessorIsHealed() {
        StoredGroup group = group(1);
        Burst small = new Burst(new Hit(10, "b"), 20, 30, 3);
        Burst large = new Burst(new Hit(5, "a"), 15, 40, 5);
        group.replace(List.of(), small);
        group.replace(List.of(), large);
        assertThat(group.bursts(0, 100)).containsExactly(large);
        group.replace(List.of(large), new Burst(new Hit(5, "a"), 15, 50, 6));
        assertThat(group.bursts(0, 100)).hasSize(1);
    }

    @Test
    void theOldestArrivalsAreForgottenNotTheOldestEvents() {
        StoredGroup group = group(2);
        for (int i = 0; i < 105; i++) {
            assertThat(group.add(new Hit(1_000 - i, "e" + i))).isTrue();
        }
        assertThat(group.evicted()).isPositive();
        assertThat(group.hits(900, 900)).hasSize(1);
        assertThat(group.hits(1_000, 1_000)).isEmpty();
    }

    private static Outcome arrive(FrequencyWindow window, GroupLog log, long time, int i) {
        return i % 6 == 5
                ? window.onFollowUp(log, new FollowUp(time, "f" + i, 0))
                : window.onHit(log, new Hit(time, "h" + i));
    }

    private StoredGroup group(long number) {
        byte[] id = ByteBuffer.allocate(16).putLong(number).putLong(-number).array();
        return new StoredGroup(stream.store("group-entries"), new EntryKeys(id), GroupFacts.NEW, 100);
    }
}
