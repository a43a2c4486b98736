package io.watchfloor.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.rules.condition.FlatEvent;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventTimesTest {
    private static final long NOON = Instant.parse("2026-03-02T12:00:00.250Z").toEpochMilli();

    @Test
    void timesAreReadInTheShapesOfTheirSources() {
        assertThat(of("@timestamp", "2026-03-02T12:00:00.250Z")).hasValue(NOON);
        assertThat(of("@timestamp", "2026-03-02T13:00:00.250+01:00")).hasValue(NOON);
        assertThat(of("SystemTime", "2026-03-02T12:00:00.250123400Z")).hasValue(NOON);
        assertThat(of("UtcTime", "2026-03-02 12:00:00.250")).hasValue(NOON);
        assertThat(of("ts", "1772452800.25")).hasValue(NOON);
        assertThat(of("ts", 1_772_452_800_250L)).hasValue(NOON);
    }

    @Test
    void whatIsNoTimeIsNone() {
        assertThat(of("ts", "noon")).isEmpty();
        assertThat(of("ts", "")).isEmpty();
        assertThat(of("ts", "1e99")).isEmpty();
        assertThat(of("@timestamp", "2026-13-02T12:00:00Z")).isEmpty();
        assertThat(of("time", "2026-03-02T12:00:00Z")).isEmpty();
    }

    @Test
    void theFirstFieldThatIsATimeCounts() {
        assertThat(EventTimes.of(FlatEvent.of(Map.of(
                        "@timestamp", "-", "UtcTime", "2026-03-02 12:00:00.250", "eventTime", "2020-01-01T00:00:00Z"))))
                .hasValue(NOON);
    }

    private static OptionalLong of(String field, Object value) {
        return EventTimes.of(FlatEvent.of(Map.of(field, value)));
    }
}
