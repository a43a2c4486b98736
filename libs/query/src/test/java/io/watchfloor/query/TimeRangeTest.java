package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {

    private static final Instant NOW = Instant.parse("2025-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "30s,PT30S",
        "15m,PT15M",
        "1h,PT1H",
        "24h,PT24H",
        "7d,PT168H",
        "2w,PT336H",
        "3650d,PT87600H",
        "0015m,PT15M"
    })
    void durationsAreANumberAndAUnit(String text, Duration expected) {
        assertThat(TimeRange.duration(text)).isEqualTo(expected);
        assertThat(TimeRange.parse(text, NOW)).isEqualTo(new TimeRange(NOW.minus(expected), NOW));
    }

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    '',is no duration
                    -5m,is no duration
                    +5m,is no duration
                    5x,is no duration
                    5,is no duration
                    m,is no duration
                    5M,is no duration
                    1.5h,is no duration
                    ' 5m',is no duration
                    5m ,is no duration
                    ٥m,is no duration
                    0m,the duration is zero
                    9999999d,too long: at most 3650d
                    3651d,too long: at most 3650d
                    99999999999999999999999s,too long: at most 3650d
                    """)
    void otherDurationsAreRefusedWithTheReason(String text, String reason) {
        assertThatExceptionOfType(TimeRangeException.class)
                .isThrownBy(() -> TimeRange.parse(text, NOW))
                .withMessageContaining(reason);
    }

    @Test
    void theStartIsOutAndTheEndIsIn() {
        TimeRange range = TimeRange.parse("15m", NOW);

        assertThat(range.contains(NOW.minusSeconds(900))).isFalse();
        assertThat(range.contains(NOW.minusSeconds(899))).isTrue();
        assertThat(range.contains(NOW)).isTrue();
        assertThat(range.contains(NOW.plusMillis(1))).isFalse();
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThatExceptionOfType(TimeRangeException.class)
                .isThrownBy(() -> new TimeRange(NOW, NOW))
                .withMessageContaining("from must be before to");
    }

    @Test
    void aLongMistakeIsNotRepeatedWhole() {
        assertThatExceptionOfType(TimeRangeException.class)
                .isThrownBy(() -> TimeRange.duration("x".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }
}
