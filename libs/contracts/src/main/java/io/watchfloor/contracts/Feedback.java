package io.watchfloor.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An analyst's verdict on what a rule found, or a change of one.
 *
 * @param feedbackId the same for all verdicts of one analyst on one alert of the rule
 * @param revision 1, then higher with each change; a consumer ignores a lower one than it has
 * @param updateAlertStatus the analyst asks that a false positive closes the alert as such
 * @param analyst the user's name
 */
public record Feedback(
        String feedbackId,
        long revision,
        String tenantId,
        String ruleId,
        Verdict verdict,
        @Nullable String alertId,
        @Nullable String caseId,
        @Nullable String logId,
        @Nullable String comment,
        boolean updateAlertStatus,
        String analyst,
        Instant at) {

    /** Whether the rule was right. */
    public enum Verdict {
        @JsonProperty("true_positive")
        TRUE_POSITIVE,
        @JsonProperty("false_positive")
        FALSE_POSITIVE
    }
}
