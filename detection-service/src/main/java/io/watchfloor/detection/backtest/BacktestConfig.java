package io.watchfloor.detection.backtest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Back-tests, previews and explanations of rules. */
@ConfigMapping(prefix = "watchfloor.backtest")
public interface BacktestConfig {
    /** Back-tests that this instance works on at the same time. */
    @WithDefault("2")
    int concurrent();

    /** Back-tests of one tenant that run at the same time, on all instances; further ones wait. */
    @WithDefault("2")
    int runningPerTenant();

    /** Back-tests of one tenant that wait or run; a further one is refused with 429. */
    @WithDefault("20")
    int openPerTenant();

    /** How long an instance may be silent before another one takes its back-tests over. It says that it lives each second. */
    @WithDefault("30s")
    Duration lease();

    /** How often a back-test is begun: after so many instances died of it, or with it, it fails. */
    @WithDefault("5")
    int attempts();

    /** Longest time that a back-test works; then it fails, with what it found so far. */
    @WithDefault("6h")
    Duration time();

    /** How long a back-test that is over can be read. */
    @WithDefault("90d")
    Duration keep();

    /** Longest stretch of event time of a back-test. */
    @WithDefault("366d")
    Duration longestRange();

    /** Event time that a request looks at when it does not say. */
    @WithDefault("24h")
    Duration range();

    /** Events asked for at once, 1 to 1,000. */
    @WithDefault("1000")
    int pageSize();

    /** Most events that are held at once; so many are read, put in order and given to the rule. Ten times as many within a millisecond. */
    @WithDefault("5000")
    int sliceEvents();

    /** Most bytes of events that are held at once. */
    @WithDefault("67108864")
    long sliceBytes();

    /** Most hits and follow-ups of a frequency rule that are remembered at once, over all groups; with more a back-test fails. */
    @WithDefault("1000000")
    int heldHits();

    /** Previews at the same time on this instance; a further one is refused with 429. */
    @WithDefault("4")
    int previews();

    /** Longest time that a preview works; then it answers what it has. */
    @WithDefault("5s")
    Duration previewTime();

    /** Longest stretch of event time of a preview. */
    @WithDefault("7d")
    Duration longestPreview();
}
