package io.watchfloor.rules.correlation;

import io.watchfloor.rules.window.Burst;
import io.watchfloor.rules.window.FrequencyWindow;
import io.watchfloor.rules.window.Heat;
import io.watchfloor.rules.window.Hit;
import io.watchfloor.rules.window.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that further hits never break: a burst of hot hits is one match, found at once, that grows. */
final class Bursts implements GroupCorrelation {

    /** What the bursts of a rule's groups have in common: with fewer hits than {@code leastHits} there is none. Rules over this rule's matches want to know when it holds. */
    record Shared(long windowMs, int leastHits, boolean tellsHolding, boolean tellsClosed) {}

    private final Shared shared;
    private final CorrelationLog log;
    private final FrequencyWindow window;
    private final Heat heat;
    private final @Nullable GroupHeat ownHeat;

    /** @param heat of all groups, or a {@link GroupHeat} of this one */
    Bursts(Shared shared, CorrelationLog log, FrequencyWindow window, Heat heat) {
        this.shared = shared;
        this.log = log;
        this.window = window;
        this.heat = heat;
        this.ownHeat = heat instanceof GroupHeat own ? own : null;
    }

    @Override
    public CorrelationLog log() {
        return log;
    }

    @Override
    public Found onHit(RefHit hit) {
        boolean isNew = log.add(hit);
        if (!isNew && !log.isAgain(hit)) {
            return Found.DUPLICATE;
        }
        if (ownHeat != null && isNew) {
            ownHeat.added(hit);
        }
        if (isNew && log.isQuiet(shared.leastHits)) {
            return Found.NOTHING;
        }
        long time = hit.timeMs();
        Outcome outcome = isNew ? window.onAdded(log, hit.key()) : window.onKnown(log, hit.key());
        Outcome.Growth growth = outcome.growth();
        List<Finding> findings = growth == null ? List.of() : List.of(finding(growth));
        return Found.of(findings, shared.tellsHolding ? holding(time) : List.of());
    }

    private static Finding finding(Outcome.Growth growth) {
        Burst burst = growth.burst();
        Hit first = burst.first();
        List<String> replaces = List.of();
        for (Burst old : growth.absorbed()) {
            if (!old.first().equals(first)) {
                replaces = replaces.isEmpty() ? new ArrayList<>() : replaces;
                replaces.add(RefHit.eventId(old.first()));
            }
        }
        List<Hit> members = Finding.events(growth.members());
        return new Finding(
                RefHit.eventId(first),
                first.timeMs(),
                burst.lastHotMs(),
                burst.total(),
                members,
                replaces,
                growth.absorbed().isEmpty());
    }

    /** The hits that a hit at {@code timeMs} can have made hot. */
    private List<RefHit> holding(long timeMs) {
        List<RefHit> hits = new ArrayList<>();
        log.scan(timeMs, timeMs + shared.windowMs - 1, hits::add);
        return hits.stream().filter(hit -> isHot(hit.timeMs())).toList();
    }

    private boolean isHot(long timeMs) {
        return heat.holds(log, timeMs - shared.windowMs + 1, timeMs);
    }

    /** A burst is closed when no hit can extend it. Its last hit stands for it. */
    @Override
    public Found advance(long watermarkMs) {
        long settled = log.settledMs();
        if (!shared.tellsClosed || watermarkMs <= settled) {
            return Found.NOTHING;
        }
        List<RefHit> closed = new ArrayList<>();
        for (Burst burst : log.bursts(before(settled), watermarkMs)) {
            long end = burst.lastHotMs() + shared.windowMs;
            if (settled < end && end <= watermarkMs) {
                List<RefHit> last = new ArrayList<>();
                log.scan(burst.lastHotMs(), burst.lastHotMs(), last::add);
                last.stream().limit(1).forEach(closed::add);
            }
        }
        log.settle(watermarkMs);
        return Found.of(List.of(), closed);
    }

    @Override
    public long dueMs() {
        if (!shared.tellsClosed) {
            return Long.MAX_VALUE;
        }
        long settled = log.settledMs();
        return log.bursts(before(settled), Long.MAX_VALUE).stream()
                .mapToLong(burst -> burst.lastHotMs() + shared.windowMs)
                .filter(end -> end > settled)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long before(long settledMs) {
        return settledMs == Long.MIN_VALUE ? settledMs : settledMs - shared.windowMs;
    }
}
