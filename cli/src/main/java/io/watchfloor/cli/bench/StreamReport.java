package io.watchfloor.cli.bench;

import io.watchfloor.cli.Api;

/**
 * The figures of {@code bench stream}.
 *
 * @param rules enabled
 * @param eventsPerSecond from the events topic to the matches topic with a backlog, median of the rounds
 * @param streamMicros CPU microseconds of the detection-service for an event, median of the rounds
 * @param allMicros the same of all processes
 * @param matchesPerEvent matches sent for each event
 * @param loadPerSecond events that were taken beside the probes
 * @param alerting ms from POST of an event to its alert in the list
 */
record StreamReport(
        int rules,
        double eventsPerSecond,
        double streamMicros,
        double allMicros,
        double matchesPerEvent,
        double loadPerSecond,
        Samples alerting) {

    FigureTable table() {
        return new FigureTable()
                .row("rules enabled", "%,d", rules)
                .row("events to matches, with a backlog", "%,.0f events/s", eventsPerSecond)
                .row("CPU, detection-service", "%.0f us/event", streamMicros)
                .row("CPU, all processes", "%.0f us/event", allMicros)
                .row("matches of an event", "%.4f", matchesPerEvent)
                .row("steady load", "%,.0f events/s", loadPerSecond)
                .row(
                        "event to alert under it, p50 / p95 / max",
                        "%.0f / %.0f / %.0f ms",
                        alerting.median(),
                        alerting.percentile(95),
                        alerting.percentile(100));
    }

    String json() {
        return Api.JSON
                .createObjectNode()
                .put("bench", "stream")
                .put("rules", rules)
                .put("stream_events_per_s", Math.round(eventsPerSecond))
                .put("stream_cpu_us_per_event", Math.round(streamMicros * 10) / 10.0)
                .put("cpu_us_per_event", Math.round(allMicros * 10) / 10.0)
                .put("matches_per_event", Math.round(matchesPerEvent * 10_000) / 10_000.0)
                .put("load_events_per_s", Math.round(loadPerSecond))
                .put("alert_p50_ms", Math.round(alerting.median()))
                .put("alert_p95_ms", Math.round(alerting.percentile(95)))
                .toString();
    }
}
