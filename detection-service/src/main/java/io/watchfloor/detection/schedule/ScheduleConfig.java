package io.watchfloor.detection.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rules run over stored events. */
@ConfigMapping(prefix = "watchfloor.schedule")
public interface ScheduleConfig {
    /** How long a run may be silent before it counts as abandoned and another instance takes the rule. */
    @WithDefault("2m")
    Duration lease();

    /** Scheduled runs of this instance at the same time. */
    @WithDefault("4")
    int concurrentRuns();

    /** Offsets of each partition that a run takes in one step; its watermark moves after each step. */
    @WithDefault("5000")
    long stepOffsets();

    /** Most events that a step may bring; with more the run fails and says so. */
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
