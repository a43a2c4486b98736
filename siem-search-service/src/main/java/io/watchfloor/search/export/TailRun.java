package io.watchfloor.search.export;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.query.TimeRange;
import io.watchfloor.search.store.Candidates;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.SequenceRange;
import io.watchfloor.search.store.StoreQuery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One tail: how far it has come, and what it has to send. Used by one thread at a time. */
final class TailRun {
    /** Clocks of senders may be ahead. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final StoreQuery query;
    private final Instant until;
    private final TailConfig limits;
    private final Clock clock;
    private HighWater mark;
    private List<TailEvent> events = List.of();
    private Instant sent;
    private boolean ended;

    TailRun(StoreQuery query, HighWater mark, Instant until, TailConfig limits, Clock clock) {
        this.query = query;
        this.mark = mark;
        this.until = until;
        this.limits = limits;
        this.clock = clock;
        this.sent = clock.instant();
    }

    HighWater mark() {
        return mark;
    }

    /** The first thing that is sent, so that a client that comes again goes on from here. */
    TailEvent greeting() {
        return new TailEvent("heartbeat", mark, "{}");
    }

    /** What to ask the store for. */
    StoreQuery between(HighWater upTo) {
        Instant now = clock.instant();
        TimeRange times = new TimeRange(now.minus(limits.lateness()), now.plus(AHEAD));
        return query.within(times).of(new SequenceRange(mark, upTo));
    }

    /** Nothing was stored. */
    TailRun quiet() {
        events = new ArrayList<>();
        return close();
    }

    /** What was stored up to a mark. */
    TailRun take(TailBatch batch, HighWater upTo) {
        events = new ArrayList<>();
        HighWater behind = upTo;
        // From the last to the first: who has an event has not those that are sent after it, whatever their offsets.
        for (Map.Entry<TailBatch.Place, Candidates.Item> each :
                batch.events().descendingMap().entrySet()) {
            byte[] json = ContractJson.write(each.getValue().event());
            events.add(new TailEvent("event", behind, new String(json, StandardCharsets.UTF_8)));
            behind = TailMark.before(
                    behind, each.getKey().partition(), each.getKey().offset());
        }
        if (batch.dropped() > 0) {
            events.add(new TailEvent("gap", null, "{\"dropped\":" + batch.dropped() + "}"));
        }
        Collections.reverse(events);
        mark = upTo;
        return close();
    }

    private TailRun close() {
        Instant now = clock.instant();
        ended = !now.isBefore(until);
        if (ended) {
            events.add(new TailEvent("end", mark, "{\"reason\":\"credential_expired\"}"));
        } else if (events.isEmpty() && !now.isBefore(sent.plus(limits.heartbeat()))) {
            events.add(new TailEvent("heartbeat", mark, "{}"));
        }
        sent = events.isEmpty() ? sent : now;
        return this;
    }

    List<TailEvent> events() {
        return events;
    }

    boolean unfinished() {
        return !ended;
    }
}
