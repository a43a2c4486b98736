package io.watchfloor.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdGeneratorTest {
    @Test
    void idsAreVersionSevenWithTheTimeInFront() {
        Instant now = Instant.parse("2025-01-01T00:00:00.123Z");
        UUID id = new IdGenerator(Clock.fixed(now, ZoneOffset.UTC), new Random(7)).next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }
}
