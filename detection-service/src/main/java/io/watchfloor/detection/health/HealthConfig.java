package io.watchfloor.detection.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a rule is not well. */
@ConfigMapping(prefix = "watchfloor.health")
public interface HealthConfig {
    /** How long after it was sent a rule's canary may take to fire before the rule is red. */
    @WithDefault("2m")
    Duration canaryPatience();

    /** How often each rule that brings tests gets an event that must make it fire, at least twice the patience; 0 for never. */
    @WithDefault("15m")
    Duration canaryInterval();

    /** How often canaries are looked for that are due, or that were not seen yet and are sent again. */
    @WithDefault("30s")
    String canaryTick();

    /** A field or source that no event had for this long counts as absent. */
    @WithDefault("7d")
    Duration staleAfter();

    /** A rule is slow when 95 of 100 of its scheduled runs of the last 24 hours took no longer than a time above this. */
    @WithDefault("10s")
    Duration slowRun();

    /** Matches in the last 24 hours from which a rule is noisy. */
    @WithDefault("100")
    long noisyMatches();

    /** Scheduled runs without success in a row from which a rule is red. */
    @WithDefault("3")
    int failedRuns();

    /** How often the names of fields seen are stored. */
    @WithDefault("5s")
    String flushInterval();
}
