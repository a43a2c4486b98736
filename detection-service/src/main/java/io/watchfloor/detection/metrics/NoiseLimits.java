package io.watchfloor.detection.metrics;

import io.watchfloor.detection.metrics.RuleMetrics.Noise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From when on a rule is noisy.
 *
 * @param matches in the window
 * @param falsePositives share among the verdicts, 0 to 1
 * @param verdicts that it takes for the share to count
 */
record NoiseLimits(double matches, double falsePositives, long verdicts) {
    private static final Duration DAY = Duration.ofDays(1);

    static NoiseLimits of(MetricsConfig config, Duration window) {
        double share = (double) window.toMillis() / DAY.toMillis();
        return new NoiseLimits(config.noisyMatches() * share, config.noisyFalsePositives(), config.noisyVerdicts());
    }

    /** Why a rule with these figures is noisy; nothing when it is not. */
    List<Noise> noise(long matchesInWindow, long right, long wrong) {
        List<Noise> noise = new ArrayList<>();
        if (matchesInWindow > 0 && matchesInWindow >= matches) {
            noise.add(Noise.MANY_MATCHES);
        }
        if (wrong > 0 && right + wrong >= verdicts && wrong >= falsePositives * (right + wrong)) {
            noise.add(Noise.FALSE_POSITIVES);
        }
        return noise;
    }
}
