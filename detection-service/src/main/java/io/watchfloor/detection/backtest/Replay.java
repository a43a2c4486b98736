package io.watchfloor.detection.backtest;

import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.rules.match.RuleLogic.Correlating;
import io.watchfloor.rules.match.RuleLogic.FrequencyLogic;
import io.watchfloor.rules.match.RuleLogic.QueryLogic;
import io.watchfloor.rules.match.RuleLogic.SigmaLogic;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * One rule, given events in the order of their time, by the code that decides on the stream; the events' time is its only
 * clock. For one thread at a time.
 */
interface Replay {
    /** Takes the next event; what it makes fire is said as the stream would send it. */
    void take(Stored stored, Consumer<MatchMessage> fired);

    /** All events up to an instant were taken: what waited for time to pass fires. */
    default void passed(Instant upTo, Consumer<MatchMessage> fired) {}

    /** How long what fired may grow after its last event. */
    default Duration life() {
        return Duration.ZERO;
    }

    /** How long before the first event that counts the events have to begin, at least. */
    default Duration warmUp() {
        return Duration.ZERO;
    }

    /** Whether events from before {@code start} could change what is going on now. */
    default boolean reachesBehind(Instant start) {
        return false;
    }

    /** Events that would count and lack a field of the group. */
    default long ungrouped() {
        return 0;
    }

    /** What the stream is set to. */
    record Limits(Duration lateness, int maxHitsPerGroup, int heldHits) {}

    static Replay of(ActiveRule rule, Limits limits) {
        return switch (rule.compiled().logic()) {
            case QueryLogic ignored -> new EventReplay(rule, limits.lateness());
            case SigmaLogic ignored -> new EventReplay(rule, limits.lateness());
            case FrequencyLogic frequency -> new GroupReplay(rule, frequency, limits);
            case Correlating correlation -> new CorrelationReplay(rule, correlation, limits);
        };
    }
}
