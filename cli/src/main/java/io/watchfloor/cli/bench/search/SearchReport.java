package io.watchfloor.cli.bench.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.cli.Api;
import io.watchfloor.cli.bench.FigureTable;
import io.watchfloor.cli.bench.Samples;
import io.watchfloor.cli.bench.search.Rounds.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured of both sides, against the goals. A side that was not there is left out, and with it the ratios. */
final class SearchReport {
    static final String OURS = "watchfloor";
    static final String THEIRS = "opensearch";

    private static final double DISK_GOAL = 0.25;
    private static final double DISK_GOAL_WITH_ORIGINAL = 0.4;

    /**
     * A side's figures beside its answers.
     *
     * @param loads of many clients, a figure a round
     */
    record Side(SearchSide.Ingest ingest, SearchSide.Disk disk, List<ClientsMix.Load> loads) {
        Side {
            loads = List.copyOf(loads);
        }

        double clientsPerSecond() {
            return median(ClientsMix.Load::perSecond);
        }

        double median(java.util.function.ToDoubleFunction<ClientsMix.Load> figure) {
            return Samples.of(loads.stream().map(figure::applyAsDouble).toList())
                    .median();
        }
    }

    private final long events;
    private final boolean original;
    private final Map<String, Side> sides;
    private final Map<SearchQuery, Map<String, Timing>> timings;

    /**
     * @param events that each side holds
     * @param original whether with {@code event.original}
     * @param sides by name
     * @param timings by question and name of the side
     */
    SearchReport(
            long events, boolean original, Map<String, Side> sides, Map<SearchQuery, Map<String, Timing>> timings) {
        this.events = events;
        this.original = original;
        this.sides = Map.copyOf(sides);
        this.timings = new LinkedHashMap<>(timings);
    }

    /** The ratios, in the order of the last line. */
    List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        Side ours = sides.get(OURS);
        Side theirs = sides.get(THEIRS);
        if (ours != null && theirs != null) {
            goals.add(Goal.atLeast(
                    "ingest", ours.ingest().perSecond() / theirs.ingest().perSecond(), 4));
            goals.add(Goal.atLeast(
                    "ingest_cpu", theirs.ingest().cpuMicros() / ours.ingest().cpuMicros(), 4));
            goals.add(Goal.atLeast(
                    "sealed_ingest_cpu",
                    theirs.ingest().sealedMicros() / ours.ingest().sealedMicros(),
                    3));
            goals.add(Goal.atMost(
                    "disk",
                    (double) ours.disk().bytes() / theirs.disk().bytes(),
                    original ? DISK_GOAL_WITH_ORIGINAL : DISK_GOAL));
            if (!ours.loads().isEmpty() && !theirs.loads().isEmpty()) {
                goals.add(Goal.atLeast("clients50", ours.clientsPerSecond() / theirs.clientsPerSecond(), 2));
            }
        }
        timings.forEach((query, timing) ->
                ratio(timing).ifPresent(ratio -> goals.add(Goal.atMost(query.name(), ratio, query.goal()))));
        return goals;
    }

    private static Optional<Double> ratio(Map<String, Timing> timing) {
        Timing ours = timing.get(OURS);
        Timing theirs = timing.get(THEIRS);
        return ours == null || theirs == null
                ? Optional.empty()
                : Optional.of(ours.millis().median() / theirs.millis().median());
    }

    /** Questions to which the sides gave answers that cannot both be right. */
    List<String> disagreements() {
        List<String> names = new ArrayList<>();
        timings.forEach((query, timing) -> {
            Timing ours = timing.get(OURS);
            Timing theirs = timing.get(THEIRS);
            if (ours != null && theirs != null && !ours.outcome().agrees(theirs.outcome())) {
                names.add(query.name() + ": " + ours.outcome() + " here, " + theirs.outcome() + " in OpenSearch");
            }
        });
        return names;
    }

    FigureTable table() {
        FigureTable table = new FigureTable();
        sides.entrySet().stream()
                .sorted(Map.Entry.<String, Side>comparingByKey().reversed())
                .forEach(side -> side(table, side.getKey(), side.getValue()));
        timings.forEach((query, timing) -> {
            row(table, query, OURS, timing);
            row(table, query, THEIRS, timing);
        });
        goals().forEach(goal -> table.row("goal " + goal.name(), "%s", goal));
        return table;
    }

    private void side(FigureTable table, String name, Side side) {
        table.row(
                name + ", ingest",
                "%,.0f events/s, %.1f us CPU/event",
                side.ingest().perSecond(),
                side.ingest().cpuMicros());
        table.row(name + ", sealed", "%.1f us CPU/event", side.ingest().sealedMicros());
        table.row(
                name + ", disk",
                "%.0f bytes/event; %s",
                (double) side.disk().bytes() / events,
                side.disk().note());
        if (!side.loads().isEmpty()) {
            table.row(
                    name + ", clients",
                    "%.0f queries/s, p50 %.0f ms, p95 %.0f ms, %.1f ms CPU/query",
                    side.clientsPerSecond(),
                    side.median(load -> load.millis().median()),
                    side.median(load -> load.millis().percentile(95)),
                    side.median(ClientsMix.Load::cpuMillis));
        }
    }

    private void row(FigureTable table, SearchQuery query, String side, Map<String, Timing> timings) {
        Timing timing = timings.get(side);
        if (timing != null) {
            table.row(
                    query.name() + ", " + side,
                    "%.1f ms, p95 %.1f ms, %.1f ms CPU; %s",
                    timing.millis().median(),
                    timing.millis().percentile(95),
                    timing.cpuMillis(),
                    timing.outcome());
        } else if (sides.containsKey(side)) {
            table.row(query.name() + ", " + side, "not there");
        }
    }

    /** The last line: ratios, or without the other side the milliseconds. */
    String json() {
        ObjectNode json = Api.JSON.createObjectNode().put("bench", "search").put("events", events);
        if (sides.containsKey(THEIRS)) {
            goals().forEach(goal -> json.put(goal.name(), rounded(goal.ratio())));
        } else {
            sides.forEach((name, side) -> json.put(
                            "events_per_s", Math.round(side.ingest().perSecond()))
                    .put("cpu_us_per_event", rounded(side.ingest().cpuMicros()))
                    .put("sealed_cpu_us_per_event", rounded(side.ingest().sealedMicros()))
                    .put("bytes_per_event", Math.round((double) side.disk().bytes() / events)));
            timings.forEach((query, timing) -> timing.values()
                    .forEach(each ->
                            json.put(query.name() + "_ms", rounded(each.millis().median()))));
        }
        return json.toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
