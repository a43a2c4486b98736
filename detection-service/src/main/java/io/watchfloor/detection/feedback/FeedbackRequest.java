package io.watchfloor.detection.feedback;

import io.watchfloor.contracts.Feedback;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A verdict on what a rule found.
 *
 * @param alertId the alert that it is about; it must come from the rule
 * @param caseId the case in which it was found out
 * @param logId the event that it is about
 * @param updateAlertStatus of a false positive on an alert: close the alert as such
 */
@Schema(name = "RuleFeedbackRequest")
public record FeedbackRequest(
        @NotNull Feedback.Verdict verdict,
        @Nullable @Size(min = 1, max = 100) String alertId,
        @Nullable @Size(min = 1, max = 100) String caseId,
        @Nullable @Size(min = 1, max = 100) String logId,
        @Nullable @Size(max = 4_000) String comment,
        @Nullable Boolean updateAlertStatus) {

    boolean updatesAlert() {
        return Boolean.TRUE.equals(updateAlertStatus);
    }
}
