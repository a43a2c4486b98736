package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.detection.backtest.BacktestReport.Cost;
import io.watchfloor.detection.backtest.BacktestReport.Day;
import io.watchfloor.detection.backtest.BacktestReport.FoundMatch;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.suppression.Muting;
import io.watchfloor.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what fired, given in order of time. Remembers single matches only as long as they may grow, and the sample. */
final class Tally {
    private final TimeRange range;
    private final Duration life;
    private final int mostSamples;
    private final boolean alerting;
    private final AlertCount alertCount;
    private final Map<String, FoundMatch> sample = new LinkedHashMap<>();
    private final Map<LocalDate, long[]> days = new TreeMap<>();
    /** By match id; the one that grew longest ago first. */
    private final Map<String, Growing> growing = new LinkedHashMap<>(16, 0.75f, true);

    private long matches;
    private long begunBefore;
    private long kept;
    private long suppressedEvents;
    private long alerts;

    /** @param dedupKey null while suppressions left nothing of the match */
    private record Growing(Instant last, @Nullable String dedupKey) {}

    /** @param life how long a match may grow after its last event */
    Tally(Rule rule, TimeRange range, Duration life, int mostSamples) {
        this.range = range;
        this.life = life;
        this.mostSamples = mostSamples;
        this.alerting = rule.effective().alerts();
        this.alertCount = new AlertCount(rule, this::alert);
        LocalDate last = day(range.to());
        for (LocalDate day = day(range.from().plusMillis(1)); !day.isAfter(last); day = day.plusDays(1)) {
            days.put(day, new long[2]);
        }
    }

    /** Counts what fired for events up to {@code upTo}. */
    void add(Muting.Screened screened, Instant upTo) {
        screened.found().forEach(message -> found(message.match()));
        screened.kept().stream().map(MatchMessage::match).forEach(this::kept);
        screened.muted()
                .forEach(part -> suppressedEvents += part.match().occurrences().size());
        Instant over = upTo.minus(life);
        Iterator<Growing> oldest = growing.values().iterator();
        while (oldest.hasNext() && oldest.next().last().isBefore(over)) {
            oldest.remove();
        }
        alertCount.passed(upTo);
    }

    private void found(Match match) {
        String id = match.matchId();
        Growing known = growing.get(id);
        Instant last = match.detectedAt();
        growing.put(id, new Growing(last, known == null ? null : known.dedupKey()));
        if (known == null) {
            matches++;
            boolean before = !match.window().start().isAfter(range.from());
            begunBefore += before ? 1 : 0;
            count(before ? last : match.window().start(), 0);
        }
        if (known == null && sample.size() < mostSamples) {
            sample.put(id, first(match));
        } else {
            sample.computeIfPresent(id, (same, shown) -> grown(shown, match));
        }
    }

    private void kept(Match match) {
        String id = match.matchId();
        Growing known = growing.get(id);
        if (known == null) {
            throw new IllegalStateException("what is kept was found before");
        }
        if (known.dedupKey() == null) {
            kept++;
            sample.computeIfPresent(id, (same, shown) -> unmuted(shown));
        }
        // An escalation names events that were counted before.
        boolean repeats = known.dedupKey() != null && match.escalation() != null;
        if (!repeats) {
            String key = alerting ? alertCount.add(match, known.dedupKey()) : "";
            growing.put(id, new Growing(known.last(), key));
        }
    }

    private void alert(Instant time) {
        alerts++;
        count(time.isAfter(range.from()) ? time : range.from().plusMillis(1), 1);
    }

    private void count(Instant time, int column) {
        long[] counts = days.get(day(time));
        if (counts != null) {
            counts[column]++;
        }
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static FoundMatch first(Match match) {
        Occurrence event = match.occurrences().getFirst();
        return new FoundMatch(
                match.matchId(),
                event.eventId(),
                event.eventTime(),
                match.group(),
                match.total(),
                match.severity(),
                match.escalation() != null,
                true);
    }

    private static FoundMatch grown(FoundMatch shown, Match match) {
        return new FoundMatch(
                shown.matchId(),
                shown.eventId(),
                shown.eventTime(),
                shown.group(),
                Math.max(shown.total(), match.total()),
                shown.severity().max(match.severity()),
                shown.escalated() || match.escalation() != null,
                shown.suppressed());
    }

    private static FoundMatch unmuted(FoundMatch shown) {
        return new FoundMatch(
                shown.matchId(),
                shown.eventId(),
                shown.eventTime(),
                shown.group(),
                shown.total(),
                shown.severity(),
                shown.escalated(),
                false);
    }

    BacktestReport report(long ungrouped, Cost cost) {
        List<Day> histogram = days.entrySet().stream()
                .map(day -> new Day(day.getKey(), day.getValue()[0], day.getValue()[1]))
                .toList();
        return new BacktestReport(
                matches,
                begunBefore,
                matches - kept,
                suppressedEvents,
                alerts,
                ungrouped,
                List.copyOf(sample.values()),
                histogram,
                cost);
    }
}
