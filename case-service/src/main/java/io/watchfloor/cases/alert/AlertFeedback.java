package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.cases.timeline.Actor;
import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.cases.timeline.TimelineDraft;
import io.watchfloor.cases.timeline.TimelineKind;
import io.watchfloor.cases.timeline.TimelineRepository;
import io.watchfloor.cases.timeline.TimelineSubject;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.AlertStatus;
import io.watchfloor.contracts.Feedback;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What an analyst's verdict on a rule does to the alert that it was given on. A false positive closes the alert as such, as
 * if the analyst had done so by hand; an alert that was resolved before stays resolved, and its timeline says why.
 */
@ApplicationScoped
class AlertFeedback {
    private final AlertRepository alerts;
    private final AlertService service;
    private final TimelineRepository timelines;
    private final IdGenerator ids;
    private final Clock clock;

    AlertFeedback(
            AlertRepository alerts, AlertService service, TimelineRepository timelines, IdGenerator ids, Clock clock) {
        this.alerts = alerts;
        this.service = service;
        this.timelines = timelines;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes a verdict in the tenant's transaction; one that asks nothing of an alert, or of none of ours, does nothing. */
    Uni<Void> take(SqlConnection connection, TenantId tenant, String messageId, Feedback feedback) {
        String alertId = feedback.alertId();
        boolean closes = feedback.updateAlertStatus() && feedback.verdict() == Feedback.Verdict.FALSE_POSITIVE;
        if (!closes || alertId == null) {
            return Uni.createFrom().voidItem();
        }
        return alerts.lock(connection, tenant, new AlertId(UUID.fromString(alertId)))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : close(connection, found.get(), messageId, feedback));
    }

    private Uni<Void> close(SqlConnection connection, Alert present, String messageId, Feedback feedback) {
        return switch (present.triage().status()) {
            case FALSE_POSITIVE -> Uni.createFrom().voidItem();
            case RESOLVED -> tell(connection, present, feedback, ": the alert is resolved and stays so");
            default ->
                service.store(connection, analyst(feedback), triage(present, feedback), new Cause(null, messageId))
                        .chain(() -> tell(connection, present, feedback, ""));
        };
    }

    private AlertTriage.Result triage(Alert present, Feedback feedback) {
        AlertPatch patch = new AlertPatch(AlertStatus.FALSE_POSITIVE, false, null, false, null, null, null, null, null);
        return AlertTriage.apply(
                present,
                patch,
                Actor.of(analyst(feedback)),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                ids.next());
    }

    private Uni<Void> tell(SqlConnection connection, Alert alert, Feedback feedback, String outcome) {
        String comment = feedback.comment() == null ? "" : " (" + feedback.comment() + ")";
        TimelineDraft entry = TimelineDraft.of(
                        TimelineKind.CUSTOM,
                        Actor.of(analyst(feedback)),
                        feedback.at(),
                        "Feedback on the rule: false positive" + comment + outcome,
                        "feedback:" + feedback.feedbackId() + ":" + feedback.revision())
                .about(feedback.ruleId());
        return timelines.append(
                connection, new TenantId(feedback.tenantId()), new TimelineSubject.OfAlert(alert.id()), List.of(entry));
    }

    private static Caller analyst(Feedback feedback) {
        return new Caller(new TenantId(feedback.tenantId()), feedback.analyst(), "user", Set.of(), Set.of());
    }
}
