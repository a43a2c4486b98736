package io.watchfloor.detection.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rules run over stored events. */
@ConfigMapping(prefix = "watchfloor.schedule")
public interface ScheduleConfig {
    /**
     * How long an instance may be silent before its runs count as abandoned and another instance takes their rules. An
     * instance that lives renews its leases four times in this time.
     */
    @WithDefault("2m")
    Duration lease();

    /** Scheduled runs of this instance at the same time that are within their time budget. */
    @WithDefault("4")
    int concurrentRuns();

    /**
     * Beside them: runs over their budget, of rules whose last run was over it, and of rules that catch up. More only
     * while runs that began as quick ones are found to be slow.
     */
    @WithDefault("2")
    int slowRuns();

    /**
     * After this long a run counts as slow: its place is free for another rule, and after the step it is at it gives way
     * and is taken up again later. Bounds how long slow rules can hold up the others.
     */
    @WithDefault("10s")
    Duration runBudget();

    /** Longest time for one step; a step that takes longer is stopped and tried again with a tenth of the offsets, twice. */
    @WithDefault("60s")
    Duration stepTimeout();

    /** How long after a failed run its rule is tried again; doubled with each failure in a row, up to its interval. */
    @WithDefault("30s")
    Duration retryDelay();

    /** Offsets of each partition that a run takes in one step; its watermark moves after each step. */
    @WithDefault("5000")
    long stepOffsets();

    /** Most events that a step may bring; with more it is tried again with a tenth of the offsets, twice, then the run fails. */
    @WithDefault("50000")
    int maxEventsPerStep();

    /** Events asked for at once, 1 to 1,000. */
    @WithDefault("1000")
    int pageSize();

    /** Event time that a run by hand looks at when its request does not say. */
    @WithDefault("24h")
    Duration manualRange();

    /** How much later than it happened an event may arrive and still count as on time. */
    @WithDefault("24h")
    Duration lateness();
}
