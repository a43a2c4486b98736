package io.watchfloor.detection.rule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of a rule.
 *
 * @param truePositives present verdicts that it was right
 * @param falsePositives present verdicts that it was wrong
 * @param matches different matches that were announced
 * @param events events in those matches
 * @param suppressed different events that its suppressions muted, by suppression
 * @param lastMatchAt when the last of them was found
 * @param tests what a Sigma rule's test cases came to; null for other rules
 */
public record RuleFigures(
        long truePositives,
        long falsePositives,
        long matches,
        long events,
        long suppressed,
        @Nullable Instant lastMatchAt,
        @Nullable TestStatus tests) {
    static final RuleFigures NONE = new RuleFigures(0, 0, 0, 0, 0, null, null);

    /** The share of verdicts that it was right, 0 to 1; null without any. */
    public @Nullable Double precision() {
        long verdicts = truePositives + falsePositives;
        return verdicts == 0 ? null : (double) truePositives / verdicts;
    }

    /** When the rule was last triggered: by a run that found something, or on the stream. */
    @Nullable
    Instant lastTriggered(@Nullable Instant byRun) {
        if (byRun == null || lastMatchAt == null) {
            return byRun == null ? lastMatchAt : byRun;
        }
        return byRun.isAfter(lastMatchAt) ? byRun : lastMatchAt;
    }
}
