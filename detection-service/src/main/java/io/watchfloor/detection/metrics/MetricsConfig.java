package io.watchfloor.detection.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What makes a rule noisy in the metrics. */
@ConfigMapping(prefix = "watchfloor.metrics")
public interface MetricsConfig {
    /** Matches in 24 hours from which a rule is noisy; in proportion for other windows. */
    @WithDefault("100")
    long noisyMatches();

    /** Share of false positives among a rule's present verdicts, 0 to 1, from which it is noisy. */
    @WithDefault("0.5")
    double noisyFalsePositives();

    /** Verdicts that a rule needs before its share of false positives counts. */
    @WithDefault("5")
    long noisyVerdicts();

    /** How many rules the list of those with most matches names. */
    @WithDefault("10")
    int highMatchRules();
}
