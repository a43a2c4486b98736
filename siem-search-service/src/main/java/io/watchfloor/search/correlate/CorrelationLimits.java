package io.watchfloor.search.correlate;

import java.time.Duration;

/**
 * How far a correlation goes.
 *
 * @param window how far apart in event time two events may be, before or after
 * @param depth over how many events: 1 finds those that share an indicator with a given one, 2 also those that share one with these, …
 * @param maxEvents related events that are kept
 * @param hubEvents an indicator that more events have than these says little: it is a hub, and leads to no other events
 */
public record CorrelationLimits(Duration window, int depth, int maxEvents, int hubEvents) {
    public CorrelationLimits {
        if (window.isNegative() || window.isZero() || depth < 1 || maxEvents < 1 || hubEvents < 1) {
            throw new IllegalArgumentException("the limits of a correlation are positive");
        }
    }
}
