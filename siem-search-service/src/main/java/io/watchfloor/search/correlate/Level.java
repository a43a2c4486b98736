package io.watchfloor.search.correlate;

import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events that share an indicator with some others: what is looked for, and what is found. Used by one thread at a time. */
final class Level {
    /** Indicators that are looked for at once; more are left out. */
    static final int MOST_INDICATORS = 1_000;
    /** Events held for all of them; beyond it the indicator that most events have is given up. */
    static final int MOST_HELD = 100_000;

    private static final Comparator<Found> BEST_FIRST = Comparator.comparingDouble((Found found) -> -found.score())
            .thenComparingLong(found -> found.distance)
            .thenComparing(found -> found.event, SeenEvent.BY_ID);

    private final CorrelationFields fields;
    private final int hubEvents;
    /** Those that may still lead somewhere. */
    private final Map<Indicator, Watch> watches = new LinkedHashMap<>();

    private final Map<Indicator, Integer> hubs;
    private final Deque<TimeRange> stretches = new ArrayDeque<>();
    private boolean cut;
    private int held;
    private @Nullable Query query;

    /** @param hubs known ones, which lead nowhere; those found are added */
    Level(CorrelationFields fields, CorrelationLimits limits, List<SeenEvent> from, Map<Indicator, Integer> hubs) {
        this.fields = fields;
        this.hubEvents = limits.hubEvents();
        this.hubs = hubs;
        long window = limits.window().toMillis();
        Watch all = new Watch(window);
        for (SeenEvent event : from) {
            if (watch(event, window)) {
                all.around(event.time());
            }
        }
        all.spans()
                .forEach((begin, end) ->
                        stretches.addFirst(new TimeRange(Instant.ofEpochMilli(begin - 1), Instant.ofEpochMilli(end))));
    }

    /** Whether the event has anything to look for. */
    private boolean watch(SeenEvent event, long window) {
        boolean any = false;
        for (Sighting sighting : event.sightings()) {
            Indicator indicator = sighting.indicator();
            if (hubs.containsKey(indicator)) {
                continue;
            }
            if (watches.size() >= MOST_INDICATORS && !watches.containsKey(indicator)) {
                cut = true;
                continue;
            }
            watches.computeIfAbsent(indicator, unseen -> new Watch(window)).around(event.time());
            any = true;
        }
        return any;
    }

    /** Whether indicators were left out. */
    boolean isCut() {
        return cut;
    }

    /** The stretch of time to read next, from the newest on; null when there is no more. */
    @Nullable
    TimeRange stretch() {
        return watches.isEmpty() ? null : stretches.peekFirst();
    }

    /** The stretch has been read. */
    void passed() {
        stretches.pollFirst();
    }

    /** What finds the events that are looked for; another one as soon as less is. */
    Query query() {
        Query asked = query;
        if (asked == null) {
            asked = Query.or(watches.keySet().stream().map(fields::asked).toList());
            query = asked;
        }
        return asked;
    }

    void take(SeenEvent event) {
        @Nullable Indicator before = null;
        for (Sighting sighting : event.sightings()) {
            // In their order, so those of one indicator stand together.
            if (!sighting.indicator().equals(before)) {
                before = sighting.indicator();
                take(event, before);
            }
        }
        if (held > MOST_HELD) {
            watches.entrySet().stream()
                    .max(Comparator.comparingInt(entry -> entry.getValue().count()))
                    .ifPresent(most -> giveUp(most.getKey(), most.getValue()));
        }
    }

    private void take(SeenEvent event, Indicator indicator) {
        Watch watch = watches.get(indicator);
        if (watch != null && watch.covers(event.time())) {
            watch.take(event);
            held++;
            if (watch.count() > hubEvents) {
                giveUp(indicator, watch);
            }
        }
    }

    private void giveUp(Indicator indicator, Watch watch) {
        watches.remove(indicator);
        hubs.put(indicator, watch.count());
        held -= watch.drop();
        query = null;
    }

    /**
     * What was found.
     *
     * @param best the best first
     * @param leftOut for which there was no room
     */
    record Outcome(List<RelatedEvent> best, int leftOut) {}

    /**
     * What was found.
     *
     * @param known events that are not found again
     * @param room how many are kept
     */
    Outcome outcome(Set<UUID> known, int depth, int room) {
        Map<UUID, Found> found = new HashMap<>();
        watches.forEach((indicator, watch) -> watch.events().stream()
                .filter(event -> !known.contains(event.id()))
                .forEach(event -> found.computeIfAbsent(event.id(), id -> new Found(event))
                        .shares(indicator, watch)));
        List<RelatedEvent> best = found.values().stream()
                .sorted(BEST_FIRST)
                .limit(room)
                .map(one -> one.at(depth))
                .toList();
        return new Outcome(best, found.size() - best.size());
    }

    /** An event that shares something. */
    private static final class Found {
        private final SeenEvent event;
        private final List<Sighting> shared = new ArrayList<>();
        private double weight;
        private long distance = Long.MAX_VALUE;

        Found(SeenEvent event) {
            this.event = event;
        }

        void shares(Indicator indicator, Watch watch) {
            event.sightings().stream()
                    .filter(sighting -> sighting.indicator().equals(indicator))
                    .forEach(shared::add);
            weight += Math.log(2) / Math.log(1.0 + Math.max(1, watch.count()));
            distance = Math.min(distance, watch.distance(event.time()));
        }

        /** Rounded, so that the order does not hang on the last bits. */
        double score() {
            return Math.round(weight * 1_000) / 1_000.0;
        }

        RelatedEvent at(int depth) {
            return new RelatedEvent(
                    event, depth, score(), shared.stream().sorted().toList());
        }
    }
}
