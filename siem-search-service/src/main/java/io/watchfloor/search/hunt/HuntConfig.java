package io.watchfloor.search.hunt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Saved hunts and their runs. */
@ConfigMapping(prefix = "watchfloor.hunts")
public interface HuntConfig {
    /** Hunts that one user may have; more are refused with 409. */
    @WithDefault("500")
    int maxPerUser();

    /** Event time up to now that a run by hand looks at when neither hunt nor request says, such as {@code 24h}. */
    @WithDefault("24h")
    String range();

    /**
     * How long after its owner's last request a scheduled hunt goes on. What an owner may do is known from their tokens
     * alone; who has not come for so long may have left.
     */
    @WithDefault("30d")
    Duration ownerSilence();

    /** How long records of runs are kept. */
    @WithDefault("90d")
    Duration keepRuns();

    /**
     * How long an instance may be silent before its runs count as abandoned and another instance takes their hunts. An
     * instance that lives renews its leases four times in this time.
     */
    @WithDefault("2m")
    Duration lease();

    /** Scheduled runs of this instance at the same time. */
    @WithDefault("2")
    int concurrentRuns();

    /** After this long a run gives way to others that are due, after the step it is at, and is taken up again later. */
    @WithDefault("10s")
    Duration runBudget();

    /** Longest time for one step; a step that takes longer is stopped and tried again with a tenth of the offsets, twice. */
    @WithDefault("60s")
    Duration stepTimeout();

    /** How long after a failed run its hunt is tried again; doubled with each failure in a row, up to its interval. */
    @WithDefault("30s")
    Duration retryDelay();

    /** Offsets of each partition that a run takes in one step; its watermark moves after each step. */
    @WithDefault("5000")
    long stepOffsets();
}
