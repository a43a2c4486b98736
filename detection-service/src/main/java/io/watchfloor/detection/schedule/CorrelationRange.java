package io.watchfloor.detection.schedule;

import io.watchfloor.contracts.Event;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stretch of event time that can have to do with some events.
 *
 * @param fresh ids of those events
 */
record CorrelationRange(Instant from, Instant to, Set<String> fresh) {

    /** @param events at least one */
    static CorrelationRange around(Correlating logic, List<Event> events) {
        Duration margin = logic.plan().correlations().stream()
                .map(correlation -> Duration.ofMillis(correlation.keepMs()))
                .reduce(Duration.ZERO, Duration::plus);
        List<Instant> times = events.stream()
                .map(Event::timestamp)
                .sorted(Comparator.naturalOrder())
                .toList();
        return new CorrelationRange(
                times.getFirst().minus(margin),
                times.getLast().plus(margin),
                events.stream().map(Event::id).collect(Collectors.toSet()));
    }
}
