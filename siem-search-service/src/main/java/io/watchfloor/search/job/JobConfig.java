package io.watchfloor.search.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Search jobs. */
@ConfigMapping(prefix = "watchfloor.search-jobs")
public interface JobConfig {
    /** Jobs of one user that wait or run; more are refused with 429. */
    @WithDefault("3")
    int activeOfUser();

    /** Jobs of one tenant that wait or run; more are refused with 429. */
    @WithDefault("10")
    int activeOfTenant();

    /** Jobs of one user that are kept, ended ones included; more are refused with 429 until some are deleted or expire. */
    @WithDefault("20")
    int keptOfUser();

    /** Jobs of this instance at the same time. */
    @WithDefault("2")
    int concurrent();

    /** How long a job and its results are kept. */
    @WithDefault("24h")
    Duration keep();

    /** Longest time of one step; what it found is kept behind each. */
    @WithDefault("2s")
    Duration step();

    /** After this long a job gives way to others that wait, after the step it is at. */
    @WithDefault("10s")
    Duration turn();

    /** After this long since it began, waiting included, a job ends with what it has. */
    @WithDefault("1h")
    Duration longest();

    /** How long an instance may be silent before another one takes up its jobs. */
    @WithDefault("60s")
    Duration lease();

    /** Events kept as results of a job; of more matches only the number. */
    @WithDefault("10000")
    int results();

    /** Bytes of JSON kept as results of a job; of more matches only the number. */
    @WithDefault("33554432")
    long resultBytes();
}
