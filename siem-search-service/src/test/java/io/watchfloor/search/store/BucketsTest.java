package io.watchfloor.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketsTest {
    @Test
    void theyBeginWithTheirWidthAndCoverTheRange() {
        TimeRange range = new TimeRange(Instant.parse("2026-03-04T10:07:00Z"), Instant.parse("2026-03-04T10:20:00Z"));
        Buckets buckets = Buckets.of(range, Duration.ofMinutes(5));

        assertThat(buckets.count()).isEqualTo(4);
        assertThat(Instant.ofEpochMilli(buckets.start(0))).isEqualTo("2026-03-04T10:05:00Z");
        assertThat(buckets.of(Instant.parse("2026-03-04T10:07:00.001Z").toEpochMilli()))
                .isZero();
        assertThat(buckets.of(Instant.parse("2026-03-04T10:10:00Z").toEpochMilli()))
                .isEqualTo(1);
        assertThat(buckets.of(range.to().toEpochMilli())).isEqualTo(3);
    }

    @Test
    void whatIsBehindTheBeginningOfARangeIsInIt() {
        TimeRange range =
                new TimeRange(Instant.parse("2026-03-04T10:05:00Z"), Instant.parse("2026-03-04T10:09:59.999Z"));

        assertThat(Buckets.of(range, Duration.ofMinutes(5)).count()).isEqualTo(1);
        assertThat(Buckets.of(range, Duration.ofMinutes(5)).start(0))
                .isEqualTo(range.from().toEpochMilli());
    }

    @Test
    void aRangeWithinAMillisecondHasABucket() {
        Instant at = Instant.parse("2026-03-04T10:05:00Z");

        assertThat(Buckets.of(new TimeRange(at.plusNanos(1), at.plusNanos(2)), Duration.ofSeconds(1))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void weeksBeginOnMonday() {
        TimeRange range = new TimeRange(Instant.parse("2026-03-04T00:00:00Z"), Instant.parse("2026-03-20T00:00:00Z"));
        Buckets weeks = Buckets.of(range, Duration.ofDays(7));

        assertThat(Instant.ofEpochMilli(weeks.start(0))).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(weeks.count()).isEqualTo(3);
    }
}
