package io.watchfloor.search.facet;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.Buckets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    private static final Instant TO = Instant.parse("2026-03-04T10:20:30Z");

    @ParameterizedTest
    @CsvSource({
        "PT1S,1s",
        "PT1M,1s",
        "PT15M,10s",
        "PT1H,1m",
        "PT24H,30m",
        "P7D,3h",
        "P30D,12h",
        "P365D,7d",
        "P3650D,56d",
        "P10950D,112d"
    })
    void anIntervalMakesAHundredBucketsAtMost(Duration range, String expected) {
        TimeRange asked = new TimeRange(TO.minus(range), TO);
        Duration width = Interval.of(asked, 100);

        assertThat(Interval.text(width)).isEqualTo(expected);
        assertThat(Buckets.of(asked, width).count()).isBetween(1, 100);
        assertThat(TimeRange.duration(Interval.text(width))).isEqualTo(width);
    }
}
