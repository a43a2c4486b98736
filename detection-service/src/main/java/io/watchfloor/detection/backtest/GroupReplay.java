package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.match.Firing;
import io.watchfloor.detection.match.FiringRule;
import io.watchfloor.detection.match.FiringRule.Counting;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.TenantRules;
import io.watchfloor.rules.match.Detection;
import io.watchfloor.rules.match.GroupKey;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.window.FrequencyWindow;
import io.watchfloor.rules.window.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A frequency rule: counts in the stream's windows, over groups in memory. What can no longer matter is forgotten. */
final class GroupReplay implements Replay {
    private final FiringRule rule;
    private final TenantRules rules;
    private final Counting counting;
    private final FrequencyWindow window;
    private final Limits limits;
    /** The one touched longest ago first. */
    private final Map<GroupKey, ReplayedGroup> groups = new LinkedHashMap<>(16, 0.75f, true);

    private long held;
    private long ungrouped;

    GroupReplay(ActiveRule rule, FrequencyLogic logic, Limits limits) {
        this.rule = FiringRule.of(rule.rule());
        this.rules = new TenantRules(List.of(rule));
        this.counting = Counting.of(logic);
        this.window = counting.window();
        this.limits = limits;
    }

    @Override
    public Duration life() {
        return window.life(Duration.ZERO);
    }

    /** Whether a hit is hot shows in a window, and whether two hot ones belong together in another. */
    @Override
    public Duration warmUp() {
        return Duration.ofMillis(2 * counting.windowMs()).plus(life()).plusMillis(1);
    }

    @Override
    public boolean reachesBehind(Instant start) {
        long known = start.toEpochMilli() + 2 * counting.windowMs();
        return groups.values().stream().anyMatch(group -> group.hasBurstBefore(known));
    }

    @Override
    public long ungrouped() {
        return ungrouped;
    }

    @Override
    public void take(Stored stored, Consumer<MatchMessage> fired) {
        if (!rules.mayConcernOthers(stored.body())) {
            return;
        }
        Event event = stored.event();
        for (Detection detection : rules.detect(event)) {
            take(detection, event, fired);
        }
        expire(stored.timeMs());
    }

    private void take(Detection detection, Event event, Consumer<MatchMessage> fired) {
        if (detection instanceof Detection.GroupHit(var compiled, var key)) {
            ReplayedGroup group = group(key);
            fire(key, group, event, counted(group, () -> group.hit(event)), fired);
        } else if (detection instanceof Detection.GroupFollowUp(var compiled, var key, var index)) {
            ReplayedGroup group = group(key);
            fire(key, group, event, counted(group, () -> group.followUp(event, index)), fired);
        } else if (detection instanceof Detection.Ungrouped) {
            ungrouped++;
        }
    }

    private ReplayedGroup group(GroupKey key) {
        return groups.computeIfAbsent(
                key, absent -> new ReplayedGroup(window, counting.windowMs(), limits.maxHitsPerGroup()));
    }

    private Outcome counted(ReplayedGroup group, Supplier<Outcome> arrival) {
        int before = group.size();
        Outcome outcome = arrival.get();
        held += group.size() - before;
        if (held > limits.heldHits()) {
            throw new TooManyHitsException(limits.heldHits());
        }
        return outcome;
    }

    private void fire(GroupKey key, ReplayedGroup group, Event event, Outcome outcome, Consumer<MatchMessage> fired) {
        if (outcome.isNothing()) {
            return;
        }
        boolean late = Firing.isLate(event, limits.lateness());
        Firing firing = new Firing(rule, key, Match.Trigger.STREAM, late, event.timestamp());
        Outcome.Growth growth = outcome.growth();
        if (growth != null) {
            firing.ofGrowth(growth, group::body).forEach(fired);
        }
        outcome.escalations().forEach(due -> fired.accept(firing.ofEscalation(due, counting.followUps(), group::body)));
    }

    private void expire(long nowMs) {
        long over = nowMs - life().toMillis();
        Iterator<ReplayedGroup> oldest = groups.values().iterator();
        while (oldest.hasNext()) {
            ReplayedGroup group = oldest.next();
            if (group.lastMs() >= over) {
                return;
            }
            held -= group.size();
            oldest.remove();
        }
    }
}
