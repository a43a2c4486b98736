package io.watchfloor.search.facet;

import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.Buckets;
import java.time.Duration;
import java.util.stream.LongStream;

/** Widths of the buckets of a histogram. */
final class Interval {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** Seconds that a clock or a calendar shows well. */
    private static final long[] USUAL = {
        1,
        5,
        10,
        30,
        MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        30 * MINUTE,
        HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        7 * DAY,
        28 * DAY
    };

    private Interval() {}

    /** The shortest usual width by which a range has at most so many buckets. */
    static Duration of(TimeRange range, int most) {
        long seconds = Duration.between(range.from(), range.to()).toSeconds();
        return LongStream.concat(LongStream.of(USUAL), LongStream.iterate(28 * DAY, width -> width * 2))
                .filter(width -> seconds / width < most)
                .mapToObj(Duration::ofSeconds)
                .filter(width -> Buckets.of(range, width).count() <= most)
                .findFirst()
                .orElseThrow();
    }

    /** The width as a request gives it: {@code 30s}, {@code 5m}, {@code 1h}, {@code 7d}. */
    static String text(Duration width) {
        long seconds = width.toSeconds();
        if (seconds % DAY == 0) {
            return seconds / DAY + "d";
        }
        if (seconds % HOUR == 0) {
            return seconds / HOUR + "h";
        }
        return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
    }
}
