package io.watchfloor.search.job;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.watchfloor.search.store.StopSignal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs that this instance works on, and how to stop what they do in the store. */
@ApplicationScoped
class RunningJobs {
    /** A step waits for its turn no longer than this, so that its lease holds. */
    private static final int PARTS_OF_LEASE = 2;

    private final Map<UUID, StopSignal> steps = new ConcurrentHashMap<>();
    private final JobConfig config;
    private final Clock clock;

    RunningJobs(JobConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Jobs that there is room for. */
    int room() {
        return Math.max(0, config.concurrent() - steps.size());
    }

    /** Begins a step, waiting included. */
    @CanIgnoreReturnValue
    StopSignal begin(UUID job) {
        Duration longest = config.lease().dividedBy(PARTS_OF_LEASE);
        StopSignal stop = new StopSignal(clock, clock.instant().plus(longest));
        steps.put(job, stop);
        return stop;
    }

    void end(UUID job) {
        steps.remove(job);
    }

    void cancel(UUID job) {
        StopSignal step = steps.get(job);
        if (step != null) {
            step.cancel();
        }
    }
}
