package io.watchfloor.cli.bench;

import io.watchfloor.cli.Api;

/**
 * The figures of {@code bench thread}.
 *
 * @param eventsPerSecond acknowledged (durable in Kafka), median of the rounds
 * @param indexedPerSecond searchable, median of the rounds
 * @param cpuMicrosPerEvent of all services, Kafka and PostgreSQL, median of the rounds
 * @param searchable ms
 * @param alerting ms
 */
record ThreadReport(
        double eventsPerSecond,
        double indexedPerSecond,
        double cpuMicrosPerEvent,
        Samples searchable,
        Samples alerting) {

    FigureTable table() {
        return new FigureTable()
                .row("durable ingest (acknowledged)", "%,.0f events/s", eventsPerSecond)
                .row("through to searchable", "%,.0f events/s", indexedPerSecond)
                .row("CPU, all processes", "%.0f us/event", cpuMicrosPerEvent)
                .row("event to searchable, p50 / p95", "%.0f / %.0f ms", searchable.median(), searchable.percentile(95))
                .row("event to alert, p50 / p95", "%.0f / %.0f ms", alerting.median(), alerting.percentile(95));
    }

    String json() {
        return Api.JSON
                .createObjectNode()
                .put("bench", "thread")
                .put("events_per_s", Math.round(eventsPerSecond))
                .put("indexed_per_s", Math.round(indexedPerSecond))
                .put("cpu_us_per_event", Math.round(cpuMicrosPerEvent * 10) / 10.0)
                .put("searchable_p50_ms", Math.round(searchable.median()))
                .put("searchable_p95_ms", Math.round(searchable.percentile(95)))
                .put("alert_p50_ms", Math.round(alerting.median()))
                .put("alert_p95_ms", Math.round(alerting.percentile(95)))
                .toString();
    }
}
