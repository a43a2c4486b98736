package io.watchfloor.detection.backtest;

import io.watchfloor.query.TimeRange;
import java.time.Duration;
import java.time.Instant;

/**
 * Walks through a stretch of time in steps that suit the density of events: longer where there are few, shorter where
 * there are more than may be held. Instants are whole milliseconds; a step is half-open like {@link TimeRange}.
 */
final class Timeline {
    private static final Duration FIRST_STEP = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int FASTER = 4;

    private final Instant end;
    private Instant position;
    private Duration step = FIRST_STEP;

    Timeline(Instant from, Instant to) {
        this.position = from;
        this.end = to;
    }

    /** Up to where everything was looked at. */
    Instant position() {
        return position;
    }

    boolean isDone() {
        return !position.isBefore(end);
    }

    /** The step to look at next. */
    TimeRange next() {
        Instant to = step.compareTo(Duration.between(position, end)) < 0 ? position.plus(step) : end;
        return new TimeRange(position, to);
    }

    /** Everything up to {@code upTo} is done; {@code full} of what may be held was found in it, 0 to 1. */
    void advance(Instant upTo, double full) {
        position = upTo;
        if (full < 1.0 / (2 * FASTER)) {
            step = step.multipliedBy(FASTER);
        } else if (full > 0.8) {
            step = longest(step.dividedBy(2));
        }
    }

    /** What was tried was too much: what was read of it reaches back to {@code oldest}. */
    void narrow(TimeRange tried, Instant oldest) {
        Duration half = Duration.between(tried.from(), tried.to()).dividedBy(2);
        Duration read = Duration.between(oldest, tried.to()).multipliedBy(3).dividedBy(4);
        step = longest(read.compareTo(half) < 0 ? read : half);
    }

    private static Duration longest(Duration wanted) {
        Duration whole = Duration.ofMillis(wanted.toMillis());
        return whole.compareTo(SHORTEST) < 0 ? SHORTEST : whole;
    }
}
