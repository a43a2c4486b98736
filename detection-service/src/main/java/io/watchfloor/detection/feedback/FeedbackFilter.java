package io.watchfloor.detection.feedback;

import io.watchfloor.contracts.Feedback;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which feedback of a rule to list; null does not narrow. */
record FeedbackFilter(
        @Nullable UUID alertId,
        @Nullable UUID caseId,
        @Nullable UUID logId,
        Feedback.@Nullable Verdict verdict) {}
