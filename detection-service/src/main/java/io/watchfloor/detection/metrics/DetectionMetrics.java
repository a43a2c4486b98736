package io.watchfloor.detection.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Figures over the rules that the caller sees.
 *
 * @param window as asked for
 * @param from begin of the window, included: a full hour, at most an hour before the window asked for
 * @param to its end: now
 * @param noisyRules the rules of {@code ruleMetrics} that are noisy
 * @param highMatchRules those with most matches in the window, most first
 * @param ruleMetrics each rule that ran, fired or has verdicts, most matches first; at most 1,000
 * @param buckets the hours of the window, oldest first
 */
@Schema(name = "DetectionMetrics")
public record DetectionMetrics(
        String window,
        Instant from,
        Instant to,
        RuleCounts rules,
        RunVolume runs,
        Verdicts feedback,
        List<RuleMetrics> noisyRules,
        List<RuleMetrics> highMatchRules,
        List<RuleMetrics> ruleMetrics,
        List<Bucket> buckets) {
    static final int MAX_RULES = 1_000;

    public DetectionMetrics {
        noisyRules = List.copyOf(noisyRules);
        highMatchRules = List.copyOf(highMatchRules);
        ruleMetrics = List.copyOf(ruleMetrics);
        buckets = List.copyOf(buckets);
    }

    /** Rules as they are now. {@code scheduled} are enabled and run by the schedule. */
    @Schema(name = "RuleCounts")
    public record RuleCounts(long total, long enabled, long scheduled) {}

    /** Runs that began in the window. */
    @Schema(name = "RunVolume")
    public record RunVolume(
            long total,
            Map<String, Long> byTrigger,
            Map<String, Long> byStatus,
            long matchCount,
            long suppressedCount,
            long promotedCount) {
        public RunVolume {
            byTrigger = Map.copyOf(byTrigger);
            byStatus = Map.copyOf(byStatus);
        }
    }

    /** Present verdicts of any time. */
    @Schema(name = "FeedbackCounts")
    public record Verdicts(
            long truePositives,
            long falsePositives,
            @Nullable Double precision) {
        static Verdicts of(long right, long wrong) {
            return new Verdicts(right, wrong, right + wrong == 0 ? null : (double) right / (right + wrong));
        }
    }

    /** One hour: runs begun, matches announced, present verdicts first given. */
    @Schema(name = "MetricsBucket")
    public record Bucket(
            Instant start,
            long runs,
            long failedRuns,
            long runMatchCount,
            long suppressedCount,
            long matchCount,
            long eventCount,
            long truePositives,
            long falsePositives) {
        static Bucket empty(Instant start) {
            return new Bucket(start, 0, 0, 0, 0, 0, 0, 0, 0);
        }
    }
}
