package io.watchfloor.detection.schedule;

import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.TimeRange;
import io.watchfloor.query.TimeRangeException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which events a run by hand looks at.
 *
 * @param timeRange event time up to now, such as {@code 24h}; not together with from
 * @param from event time after this instant
 * @param to event time up to and with this instant; now if absent
 */
@Schema(name = "RuleRunRequest")
public record RunRequest(
        @Nullable String timeRange,
        @Nullable Instant from,
        @Nullable Instant to) {
    static final RunRequest DEFAULT = new RunRequest(null, null, null);

    /** The stretch of event time that is meant; 400 when it is none. */
    public TimeRange range(Instant now, Duration standard) {
        return range("/", now, standard);
    }

    /**
     * The same.
     *
     * @param at where it was given: {@code /} in a body, {@code ?} in parameters
     */
    public TimeRange range(String at, Instant now, Duration standard) {
        if (from == null && to != null) {
            throw ProblemException.invalid(at + "from", "required", "from is required where to is given");
        }
        if (from != null && timeRange != null) {
            throw ProblemException.invalid(at + "time_range", "conflict", "Give either time_range or from and to");
        }
        try {
            if (from != null) {
                return new TimeRange(from, to == null ? now : to);
            }
            return timeRange == null ? new TimeRange(now.minus(standard), now) : TimeRange.parse(timeRange, now);
        } catch (TimeRangeException e) {
            String pointer = at + (from == null ? "time_range" : "from");
            throw ProblemException.invalid(pointer, "invalid_time_range", String.valueOf(e.getMessage()));
        }
    }
}
