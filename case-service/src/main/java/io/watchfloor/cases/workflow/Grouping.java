package io.watchfloor.cases.workflow;

import io.watchfloor.contracts.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which alert of a dedup key takes an event: only by event times and the time of closing, never by the time of
 * arrival.
 *
 * @param window an open alert takes events until this long after its last one
 * @param maxAge an open alert takes events until this long after its first one
 * @param reopenWindow a resolved alert is re-opened by events until this long after it was closed
 */
public record Grouping(Duration window, Duration maxAge, Duration reopenWindow) {
    public Grouping {
        if (!window.isPositive() || !maxAge.isPositive() || reopenWindow.isNegative()) {
            throw new IllegalArgumentException("windows must be positive");
        }
    }

    /**
     * What is known of the latest alert of a dedup key.
     *
     * @param openForGrouping false once a later alert may begin
     * @param closedAt set when the status is terminal
     */
    public record Generation(
            AlertStatus status,
            boolean openForGrouping,
            Instant firstSeen,
            Instant lastSeen,
            @Nullable Instant closedAt) {
        public Generation {
            if (status.isTerminal() && closedAt == null) {
                throw new IllegalArgumentException("a terminal alert has a time of closing");
            }
        }

        private Generation seen(Instant time) {
            Instant first = time.isBefore(firstSeen) ? time : firstSeen;
            Instant last = time.isAfter(lastSeen) ? time : lastSeen;
            return new Generation(status, openForGrouping, first, last, closedAt);
        }
    }

    /** Events that go to one alert, in order of time. */
    public record Portion(Placement placement, List<Occurrence> occurrences) {
        public Portion {
            occurrences = List.copyOf(occurrences);
        }
    }

    /** Where an event of that time goes. */
    public Placement place(@Nullable Generation latest, Instant eventTime) {
        if (latest == null) {
            return Placement.NEW_GENERATION;
        }
        if (latest.closedAt() != null && latest.status().isTerminal()) {
            return afterClosing(latest.status(), latest.closedAt(), eventTime);
        }
        boolean expired = latest.lastSeen().isBefore(eventTime.minus(window))
                || latest.firstSeen().isBefore(eventTime.minus(maxAge));
        return expired || !latest.openForGrouping() ? Placement.NEW_GENERATION : Placement.COUNTED;
    }

    private Placement afterClosing(AlertStatus status, Instant closedAt, Instant eventTime) {
        if (!eventTime.isAfter(closedAt)) {
            return Placement.LATE;
        }
        boolean reopens = status == AlertStatus.RESOLVED && !eventTime.isAfter(closedAt.plus(reopenWindow));
        return reopens ? Placement.REOPENED : Placement.NEW_GENERATION;
    }

    /**
     * Where events that came together go, as if they had come one by one.
     *
     * @param occurrences in order of time
     */
    public List<Portion> divide(@Nullable Generation latest, List<Occurrence> occurrences) {
        List<Portion> portions = new ArrayList<>();
        List<Occurrence> gathered = new ArrayList<>();
        Generation state = latest;
        Placement first = null;
        for (Occurrence occurrence : occurrences) {
            Placement placement = place(state, occurrence.eventTime());
            if (first != null && !placement.continues(first)) {
                portions.add(new Portion(first, gathered));
                gathered.clear();
                first = null;
            }
            first = first == null ? placement : first;
            gathered.add(occurrence);
            state = after(state, placement, occurrence.eventTime());
        }
        if (first != null) {
            portions.add(new Portion(first, gathered));
        }
        return List.copyOf(portions);
    }

    private static Generation after(@Nullable Generation state, Placement placement, Instant time) {
        if (state == null || placement == Placement.NEW_GENERATION) {
            return new Generation(AlertStatus.NEW, true, time, time, null);
        }
        return switch (placement) {
            case COUNTED -> state.seen(time);
            case REOPENED ->
                new Generation(AlertStatus.NEW, true, state.firstSeen(), state.lastSeen(), null).seen(time);
            case LATE, NEW_GENERATION -> state;
        };
    }
}
