package io.watchfloor.detection.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.watchfloor.detection.rule.RuleId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One rule in a window.
 *
 * @param runs runs that began in the window
 * @param runMatchCount sum of the match counts of those runs: a match that two runs found counts twice
 * @param suppressedCount sum of their suppressed counts
 * @param matchCount different matches that were announced first in the window, by stream, schedule or hand
 * @param eventCount events in those matches
 * @param truePositives present verdicts, of any time
 * @param falsePositives present verdicts, of any time
 * @param precision share of true positives among the verdicts, 0 to 1; absent without any
 * @param noisy why the rule is noisy; empty when it is not
 */
@Schema(name = "RuleMetrics")
public record RuleMetrics(
        RuleId ruleId,
        String name,
        boolean enabled,
        long runs,
        long failedRuns,
        long runMatchCount,
        long suppressedCount,
        long matchCount,
        long eventCount,
        long truePositives,
        long falsePositives,
        @Nullable Double precision,
        List<Noise> noisy) {
    public RuleMetrics {
        noisy = List.copyOf(noisy);
    }

    /** What makes a rule noisy. */
    public enum Noise {
        /** It matches more often than anybody can look at. */
        @JsonProperty("many_matches")
        MANY_MATCHES,
        /** Too many of its verdicts are false positives. */
        @JsonProperty("false_positives")
        FALSE_POSITIVES
    }

    /** The matches that the rule is ranked by: runs and announcements may each know more than the other. */
    long rank() {
        return Math.max(matchCount, runMatchCount);
    }
}
