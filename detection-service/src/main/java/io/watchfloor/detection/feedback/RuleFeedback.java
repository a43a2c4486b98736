package io.watchfloor.detection.feedback;

import io.watchfloor.contracts.Feedback;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An analyst's present verdict.
 *
 * @param analyst who gave it, by the token
 * @param revision how often it was given, 1 for the first time
 * @param createdAt when it was first given
 * @param updatedAt when it was given last
 */
@Schema(name = "RuleFeedback")
public record RuleFeedback(
        UUID feedbackId,
        UUID ruleId,
        Feedback.Verdict verdict,
        @Nullable UUID alertId,
        @Nullable UUID caseId,
        @Nullable UUID logId,
        @Nullable String comment,
        String analyst,
        long revision,
        Instant createdAt,
        Instant updatedAt) {}
