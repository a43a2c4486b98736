package io.watchfloor.detection.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rules run on the stream. */
@ConfigMapping(prefix = "watchfloor.stream")
public interface StreamConfig {
    /** Kafka Streams application id: consumer group and prefix of its internal topics. A new one starts from the oldest event. */
    @WithDefault("detection-stream")
    String applicationId();

    /** Directory for the windows' state, one per instance. It may be lost: it is restored from Kafka. */
    @WithDefault(".watchfloor/streams")
    String stateDir();

    /** Threads of this instance, 1 to the number of partitions. */
    @WithDefault("1")
    int threads();

    /** How long between commits; what came since the last one is read again after a crash. */
    @WithDefault("1s")
    Duration commitInterval();

    /** How much later than it happened an event may arrive and still count as on time; groups are kept this long. */
    @WithDefault("24h")
    Duration lateness();

    /**
     * How long after the end of a correlation's window late events are waited for, where a further event can break its
     * condition.
     */
    @WithDefault("1m")
    Duration waitForLate();

    /** Most hits kept for a group, and most follow-ups; the oldest arrivals are forgotten. At least the highest threshold. */
    @WithDefault("10000")
    int maxHitsPerGroup();

    /** Groups that rules which count and correlations each keep in a partition; those not used for longest are forgotten. */
    @WithDefault("1000000")
    int maxGroups();

    /** How often groups that are over, or too many, are looked for and forgotten. */
    @WithDefault("10m")
    Duration expiryInterval();

    /** After this long without a heartbeat another instance takes over. */
    @WithDefault("10s")
    Duration sessionTimeout();
}
