package io.watchfloor.cli.bench;

import io.watchfloor.cli.Api;
import java.io.PrintStream;
import java.util.Locale;

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

    /** The table, a remark if there is one, and as the last line the JSON. */
    void print(PrintStream out, String remark) {
        out.println();
        row(out, "rules enabled", "%,d", rules);
        row(out, "events to matches, with a backlog", "%,.0f events/s", eventsPerSecond);
        row(out, "CPU, detection-service", "%.0f us/event", streamMicros);
        row(out, "CPU, all processes", "%.0f us/event", allMicros);
        row(out, "matches of an event", "%.4f", matchesPerEvent);
        row(out, "steady load", "%,.0f events/s", loadPerSecond);
        row(
                out,
                "event to alert under it, p50 / p95 / max",
                "%.0f / %.0f / %.0f ms",
                alerting.median(),
                alerting.percentile(95),
                alerting.percentile(100));
        out.println();
        if (!remark.isEmpty()) {
            out.println(remark);
        }
        out.println(json());
    }

    private static void row(PrintStream out, String name, String format, Object... values) {
        out.printf(Locale.ROOT, "  %-42s %s%n", name, String.format(Locale.ROOT, format, values));
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
