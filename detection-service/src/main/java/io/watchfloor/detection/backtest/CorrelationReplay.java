package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.match.CorrelatingRule;
import io.watchfloor.detection.match.Firing;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.rules.correlation.CorrelationMatch;
import io.watchfloor.rules.correlation.CorrelatorBounds;
import io.watchfloor.rules.match.CorrelationRunner;
import io.watchfloor.rules.match.GroupKey;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import io.watchfloor.rules.window.Hit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rule over several events: the correlations of the stream, in memory. No event comes late, so windows are judged when they end. */
final class CorrelationReplay implements Replay {
    /** Events that matches may show. */
    private static final int SHOWN = 5_000;

    private static final int MAX_GROUPS = 1_000_000;

    private final Correlating logic;
    private final CorrelatingRule rule;
    private final CorrelationRunner runner;
    private final Limits limits;
    private final Map<String, Event> latest = new LinkedHashMap<>();
    /** By group, the first event of what fired last; the one that fired longest ago first. */
    private final Map<String, Fired> fired = new LinkedHashMap<>(16, 0.75f, true);

    private record Fired(long firstMs, long lastMs) {}

    CorrelationReplay(ActiveRule rule, Correlating logic, Limits limits) {
        this.logic = logic;
        this.rule = CorrelatingRule.of(rule.rule(), logic);
        this.limits = limits;
        this.runner = new CorrelationRunner(
                logic, new CorrelatorBounds(Duration.ZERO, limits.maxHitsPerGroup(), MAX_GROUPS, limits.heldHits()));
    }

    /** Windows of correlations over correlations add up. */
    @Override
    public Duration life() {
        return logic.plan().correlations().stream()
                .map(correlation -> Duration.ofMillis(correlation.keepMs()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public Duration warmUp() {
        return life().multipliedBy(2).plusMillis(1);
    }

    @Override
    public boolean reachesBehind(Instant start) {
        long known = start.plus(life()).toEpochMilli();
        return fired.values().stream().anyMatch(match -> match.firstMs() < known);
    }

    @Override
    public long ungrouped() {
        return runner.stats().ungrouped();
    }

    @Override
    public void take(Stored stored, Consumer<MatchMessage> into) {
        Event event = stored.event();
        latest.put(event.id(), event);
        if (latest.size() > SHOWN) {
            latest.remove(latest.keySet().iterator().next());
        }
        boolean late = Firing.isLate(event, limits.lateness());
        runner.onEvent(event).forEach(match -> fire(match, late, event.timestamp(), into));
    }

    @Override
    public void passed(Instant upTo, Consumer<MatchMessage> into) {
        long next = upTo.toEpochMilli() + 1;
        runner.advance(next).forEach(match -> fire(match, false, upTo, into));
        if (runner.stats().evictedGroups() > 0) {
            throw new TooManyHitsException(limits.heldHits());
        }
        long over = next - life().toMillis();
        fired.values().removeIf(match -> match.lastMs() < over);
    }

    private void fire(CorrelationMatch match, boolean late, Instant now, Consumer<MatchMessage> into) {
        fired.put(
                match.group(),
                new Fired(match.finding().firstMs(), match.finding().lastMs()));
        GroupKey group = rule.key(logic.plan(), match.group());
        new Firing(rule.rule(), group, Match.Trigger.STREAM, late, now)
                .ofFinding(match.finding(), this::body)
                .forEach(into);
    }

    private @Nullable Event body(Hit hit) {
        return latest.get(hit.eventId());
    }
}
