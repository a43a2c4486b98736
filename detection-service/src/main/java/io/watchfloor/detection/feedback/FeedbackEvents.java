package io.watchfloor.detection.feedback;

import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Feedback;
import io.watchfloor.contracts.Topics;
import io.watchfloor.platform.envelope.Envelope;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.OutboxMessage;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the other services are told of a verdict. */
final class FeedbackEvents {
    private static final String SOURCE = "/soc/detection-service";

    private FeedbackEvents() {}

    static OutboxMessage given(TenantId tenant, RuleFeedback feedback, boolean updateAlertStatus) {
        String id = feedback.feedbackId().toString();
        UUID subject = Objects.requireNonNullElse(feedback.alertId(), feedback.ruleId());
        Envelope envelope = Envelope.of(
                id + ":" + feedback.revision(), SOURCE, "soc.feedback.given.v1", id, feedback.updatedAt(), tenant);
        Feedback body = new Feedback(
                id,
                feedback.revision(),
                tenant.value(),
                feedback.ruleId().toString(),
                feedback.verdict(),
                text(feedback.alertId()),
                text(feedback.caseId()),
                text(feedback.logId()),
                feedback.comment(),
                updateAlertStatus,
                feedback.analyst(),
                feedback.updatedAt());
        return new OutboxMessage(Topics.FEEDBACK, tenant + "|" + subject, envelope, ContractJson.write(body));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
