package io.watchfloor.detection.backtest;

import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Stretches of event time that may be asked for. */
final class Ranges {
    private Ranges() {}

    /**
     * The range in whole milliseconds, as event times are; 422 when it is longer than allowed, 400 when it is empty then.
     *
     * @param at where the range was given: {@code /} in a body, {@code ?} in parameters
     */
    static TimeRange checked(String at, TimeRange range, Duration longest) {
        if (Duration.between(range.from(), range.to()).compareTo(longest) > 0) {
            String message = "At most " + longest.toDays() + " days at once";
            throw new ProblemException(CommonProblem.UNPROCESSABLE, message).at(at + "from", "too_long", message);
        }
        Instant from = range.from().truncatedTo(ChronoUnit.MILLIS);
        Instant to = range.to().truncatedTo(ChronoUnit.MILLIS);
        if (!from.isBefore(to)) {
            throw ProblemException.invalid(at + "from", "invalid_time_range", "the time range is empty");
        }
        return new TimeRange(from, to);
    }
}
