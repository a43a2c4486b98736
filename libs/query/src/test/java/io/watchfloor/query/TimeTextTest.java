package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01,1970-01-01T00:00:00Z",
        "0001-01-01,0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z,9999-12-31T23:59:59.999999Z",
        "2024-02-29,2024-02-29T00:00:00Z",
        "2025-01-31T10,2025-01-31T10:00:00Z",
        "2025-01-31T10:15,2025-01-31T10:15:00Z",
        "2025-01-31t10:15:30z,2025-01-31T10:15:30Z",
        "2025-01-31 10:15:30,2025-01-31T10:15:30Z",
        "2025-01-31T10:15:30.1234567,2025-01-31T10:15:30.123456Z",
        "2025-01-31T10:15:30.5-05:00,2025-01-31T15:15:30.5Z",
        "2025-01-31T10:15:30+0530,2025-01-31T04:45:30Z",
        "2025-01-31T10:15:30+02,2025-01-31T08:15:30Z",
    })
    void timesAreReadToTheMicrosecond(String text, Instant expected) {
        assertThat(TimeText.micros(text)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025",
                "2025-01",
                "2025-1-1",
                "2025-13-01",
                "2025-00-10",
                "2025-02-29",
                "2025-01-32",
                "2025-01-31T",
                "2025-01-31T24",
                "2025-01-31T10:60",
                "2025-01-31T10:15:60",
                "2025-01-31T10:15:30.",
                "2025-01-31T10:15:30.1234567890",
                "2025-01-31T10:15:30ZZ",
                "2025-01-31T10:15:30+",
                "2025-01-31T10:15:30+19:00",
                "2025-01-31x",
                "20250131T101530",
                "2025-01-31Z",
                "٢٠٢٥-01-31"
            })
    void everythingElseIsNoTime(String text) {
        assertThat(TimeText.micros(text)).isEqualTo(TimeText.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-31,86400000000",
        "2025-01-31T10,3600000000",
        "2025-01-31T10:15Z,60000000",
        "2025-01-31T10:15:30,1"
    })
    void aTimeSpansWhatItLeavesOut(String text, long width) {
        assertThat(TimeText.width(text)).isEqualTo(width);
    }
}
