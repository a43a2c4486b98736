package io.watchfloor.search.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells whoever reads from a store to stop: the time is over, or nobody wants the answer any more. For any threads. */
public final class StopSignal {
    /** Does not. */
    public static final StopSignal NEVER = new StopSignal(() -> Instant.EPOCH, Instant.MAX);

    private final InstantSource clock;
    private final Instant deadline;
    private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    /** @param deadline when the time is over, by the clock */
    public StopSignal(InstantSource clock, Instant deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    /** Nobody wants the answer any more. */
    public void cancel() {
        cancelled = true;
        actions.forEach(Runnable::run);
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Whether to stop: cancelled, or out of time. */
    public boolean isStopped() {
        return cancelled || !clock.instant().isBefore(deadline);
    }

    /** Time until the deadline, zero or less when it is over. */
    public Duration left() {
        return Duration.between(clock.instant(), deadline);
    }

    /** One that says so as well, and no later than after some time from now. */
    public StopSignal within(Duration longest) {
        Instant end = clock.instant().plus(longest);
        StopSignal shorter = new StopSignal(clock, end.isBefore(deadline) ? end : deadline);
        onCancel(shorter::cancel);
        return shorter;
    }

    /**
     * Goes on only when there is no reason to stop.
     *
     * @throws StoppedException when there is
     */
    public void check() {
        if (isStopped()) {
            throw new StoppedException();
        }
    }

    /** Runs the action, which may come more than once, when this is cancelled; at once when it is already. */
    void onCancel(Runnable action) {
        actions.add(action);
        if (cancelled) {
            action.run();
        }
    }

    void forget(Runnable action) {
        actions.remove(action);
    }
}
