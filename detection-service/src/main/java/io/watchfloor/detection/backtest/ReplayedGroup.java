package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.rules.match.RuleCompiler;
import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.FollowUp;
import io.watchfloor.rules.window.FrequencyWindow;
import io.watchfloor.rules.window.Hit;
import io.watchfloor.rules.window.MemoryGroupLog;
import io.watchfloor.rules.window.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One group of a frequency rule, with the events that its matches may show. */
final class ReplayedGroup {
    private static final int TIDY_AFTER = 256;

    private final FrequencyWindow window;
    private final long windowMs;
    private final long lifeMs;
    private final MemoryGroupLog log;
    private final Map<String, Event> latest = new LinkedHashMap<>();
    private long lastMs;
    private int arrivals;

    ReplayedGroup(FrequencyWindow window, long windowMs, int maxHits) {
        this.window = window;
        this.windowMs = windowMs;
        this.lifeMs = window.life(Duration.ZERO).toMillis();
        this.log = new MemoryGroupLog(Math.max(maxHits, RuleCompiler.MAX_THRESHOLD));
    }

    Outcome hit(Event event) {
        arrived(event);
        latest.put(event.id(), event);
        if (latest.size() > Match.MAX_EVENTS) {
            latest.remove(latest.keySet().iterator().next());
        }
        return window.onHit(log, new Hit(lastMs, event.id()));
    }

    Outcome followUp(Event event, int index) {
        arrived(event);
        return window.onFollowUp(log, new FollowUp(lastMs, event.id(), index));
    }

    /** Whether it has a burst that was hot before the instant. */
    boolean hasBurstBefore(long timeMs) {
        return log.bursts(lastMs - lifeMs, lastMs).stream().anyMatch(burst -> burst.firstHotMs() < timeMs);
    }

    @Nullable
    Event body(Hit hit) {
        return latest.get(hit.eventId());
    }

    long lastMs() {
        return lastMs;
    }

    int size() {
        return log.size();
    }

    private void arrived(Event event) {
        lastMs = event.timestamp().toEpochMilli();
        if (++arrivals % TIDY_AFTER == 0) {
            tidy();
        }
    }

    /** Keeps what still counts: the last window with its follow-ups, and what the bursts that may go on began with. */
    private void tidy() {
        long over = lastMs - lifeMs;
        long needed = log.bursts(over, lastMs).stream()
                .mapToLong(Burst::firstHotMs)
                .map(firstHot -> firstHot - windowMs)
                .min()
                .orElse(over);
        log.forgetBefore(Math.min(over, needed));
    }
}
