package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.backtest.BacktestReport.Cost;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.suppression.Muting;
import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import io.watchfloor.rules.match.RuleLogic;
import io.watchfloor.rules.match.RuleLogic.FollowUpLogic;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule being played over a stretch of time, slice by slice. A frequency rule begins before it, to know what was going on:
 * further back, by doubling, while a burst may have begun before what was read. By one thread at a time; {@link #progress}
 * and {@link #report} are for any.
 */
final class Playback {
    /** How often the events before the range may be begun further back. */
    private static final int REACHES = 4;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ActiveRule rule;
    private final Replay.Limits limits;
    private final TimeRange range;
    private final BooleanSupplier halted;
    private final Tally tally;
    private final long began = System.nanoTime();
    private Replay replay;
    private Duration warmUp;
    private Timeline timeline;
    private int reaches;
    private long read;
    private long evaluated;
    private long bytes;
    private long cpuNanos;
    private @Nullable Long total;
    private volatile BacktestProgress progress = BacktestProgress.NONE;
    private volatile BacktestReport report;
    private volatile List<Event> shown = List.of();
    private volatile boolean done;

    /** @param halted whether somebody wants it to end */
    Playback(ActiveRule rule, TimeRange range, int samples, Replay.Limits limits, BooleanSupplier halted) {
        this.rule = rule;
        this.range = range;
        this.limits = limits;
        this.halted = halted;
        this.replay = Replay.of(rule, limits);
        this.warmUp = replay.warmUp();
        this.timeline = new Timeline(range.from().minus(warmUp), range.to());
        this.tally = new Tally(rule.rule(), range, replay.life(), samples);
        this.report = tally.report(0, cost());
    }

    Rule rule() {
        return rule.rule();
    }

    TimeRange range() {
        return range;
    }

    /** The events that can be anything to the rule. */
    StoredEvents.Asked asked() {
        RuleLogic logic = rule.compiled().logic();
        List<Query> any = new ArrayList<>(List.of(logic.query()));
        if (logic instanceof FrequencyLogic frequency) {
            frequency.followUps().stream().map(FollowUpLogic::query).forEach(any::add);
        }
        return StoredEvents.Asked.of(rule.rule().tenant(), Query.or(any), halted);
    }

    void total(@Nullable Long events) {
        total = events;
    }

    /** The stretch to read next; ends where the range begins. */
    TimeRange next() {
        TimeRange step = timeline.next();
        boolean crosses = step.from().isBefore(range.from()) && step.to().isAfter(range.from());
        return crosses ? new TimeRange(step.from(), range.from()) : step;
    }

    boolean isUnfinished() {
        return !done && !halted.getAsBoolean();
    }

    boolean isDone() {
        return done;
    }

    /** Gives the rule the events of the next stretch; what fired in the range. On a worker thread: it takes CPU time. */
    List<MatchMessage> take(List<Stored> events) {
        List<MatchMessage> fired = new ArrayList<>();
        long before = THREADS.getCurrentThreadCpuTime();
        events.forEach(stored -> replay.take(stored, fired::add));
        replay.passed(next().to(), fired::add);
        cpuNanos += THREADS.getCurrentThreadCpuTime() - before;
        evaluated += events.size();
        events.forEach(stored -> bytes += stored.body().length);
        if (!next().from().isBefore(range.from())) {
            read += events.size();
            return fired;
        }
        return List.of();
    }

    /**
     * The stretch is done.
     *
     * @param screened what suppressions left of what fired
     * @param full how much of what may be held and of the time that reading may take was used, 0 to 1 and more
     */
    Playback count(Muting.Screened screened, double full) {
        Instant upTo = next().to();
        timeline.advance(upTo, full);
        if (upTo.equals(range.from()) && replay.reachesBehind(upTo.minus(warmUp)) && reaches < REACHES) {
            beginFurtherBack();
            return this;
        }
        if (upTo.isAfter(range.from())) {
            tally.add(screened, upTo);
            show(screened.found());
        }
        publish();
        return this;
    }

    private void beginFurtherBack() {
        reaches++;
        warmUp = warmUp.multipliedBy(2);
        replay = Replay.of(rule, limits);
        timeline = new Timeline(range.from().minus(warmUp), range.to());
    }

    /** The stretch was more than may be held. */
    Playback narrow(StoredEvents.TooMuchException tooMuch) {
        timeline.narrow(next(), tooMuch.oldest());
        return this;
    }

    private void show(List<MatchMessage> found) {
        if (shown.size() < Match.MAX_EVENTS) {
            shown = Stream.concat(shown.stream(), found.stream().flatMap(message -> message.match().events().stream()))
                    .distinct()
                    .limit(Match.MAX_EVENTS)
                    .toList();
        }
    }

    private void publish() {
        Instant at = timeline.position();
        boolean inside = at.isAfter(range.from());
        double share = inside ? (double) between(range.from(), at) / between(range.from(), range.to()) : 0;
        progress = new BacktestProgress(read, total, Math.floor(share * 1_000) / 10, inside ? at : null);
        report = tally.report(replay.ungrouped(), cost());
        done = timeline.isDone();
    }

    private static long between(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    private Cost cost() {
        long nanos = Math.max(1, System.nanoTime() - began);
        return new Cost(
                evaluated,
                bytes,
                evaluated == 0 ? null : cpuNanos / evaluated,
                evaluated == 0 ? null : Math.round(evaluated * 1e9 / nanos));
    }

    BacktestProgress progress() {
        return progress;
    }

    /** What was found so far. */
    BacktestReport report() {
        return report;
    }

    /** Events of the first matches. */
    List<Event> shown() {
        return shown;
    }
}
