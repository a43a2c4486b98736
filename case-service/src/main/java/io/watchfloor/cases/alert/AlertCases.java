package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Uni;
import io.watchfloor.cases.incident.Case;
import io.watchfloor.cases.incident.CaseService;
import io.watchfloor.cases.incident.CaseSubject;
import io.watchfloor.cases.incident.NewCase;
import io.watchfloor.cases.timeline.TimelineDraft;
import io.watchfloor.cases.timeline.TimelineKind;
import io.watchfloor.cases.timeline.TimelineRepository;
import io.watchfloor.cases.timeline.TimelineSubject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the case that a command wishes for, at most one at a time per alert: the alert's lock decides. */
@ApplicationScoped
class AlertCases {
    private final AlertRepository alerts;
    private final CaseService cases;
    private final TimelineRepository timelines;
    private final Clock clock;

    AlertCases(AlertRepository alerts, CaseService cases, TimelineRepository timelines, Clock clock) {
        this.alerts = alerts;
        this.cases = cases;
        this.timelines = timelines;
        this.clock = clock;
    }

    /** The outcome with the case, if one was wished for. */
    Uni<IntakeOutcome> fulfil(IntakeSession session, IntakeOutcome outcome) {
        Alert alert = session.present(outcome.alert());
        IntakeOutcome present = outcome.with(alert);
        if (!isWished(present)) {
            return Uni.createFrom().item(present);
        }
        return cases.active(session.connection(), session.tenant(), alert.caseIds())
                .chain(active ->
                        active.isPresent() ? linkAgain(session, present, active.get()) : open(session, present));
    }

    private static boolean isWished(IntakeOutcome outcome) {
        Alert alert = outcome.alert();
        return switch (outcome.command().caseWish()) {
            case NONE -> false;
            case ASKED -> true;
            case AUTOMATIC ->
                !alert.triage().status().isTerminal() && (alert.caseIds().isEmpty() || !outcome.replayed());
        };
    }

    private Uni<IntakeOutcome> linkAgain(IntakeSession session, IntakeOutcome outcome, Case active) {
        IntakeOutcome linked = outcome.with(new IntakeOutcome.LinkedCase(active.id(), false, active.status()));
        TimelineDraft promoted = promotion(outcome);
        return promoted == null
                ? Uni.createFrom().item(linked)
                : cases.linkedAgain(session.connection(), session.tenant(), active, promoted)
                        .replaceWith(linked);
    }

    private static @Nullable TimelineDraft promotion(IntakeOutcome outcome) {
        return outcome.command().caseWish() == CaseWish.ASKED
                ? AlertStory.promoted(outcome.command(), outcome.alert())
                : null;
    }

    private Uni<IntakeOutcome> open(IntakeSession session, IntakeOutcome outcome) {
        return timelines
                .causedBy(
                        session.connection(),
                        session.tenant(),
                        new TimelineSubject.OfAlert(outcome.alert().id()),
                        AlertStory.ESCALATION)
                .map(escalations -> {
                    List<TimelineDraft> history = new ArrayList<>();
                    TimelineDraft promoted = promotion(outcome);
                    if (promoted != null) {
                        history.add(promoted);
                    }
                    escalations.forEach(entry -> history.add(AlertStory.escalatedInCase(entry, outcome.alert())));
                    return history;
                })
                .chain(history -> cases.open(session.connection(), session.tenant(), wish(outcome, history)))
                .chain(opened -> link(session, outcome, opened));
    }

    private static NewCase wish(IntakeOutcome outcome, List<TimelineDraft> history) {
        Alert alert = outcome.alert();
        AlertContent content = alert.content();
        RuleRef rule = alert.rule();
        CaseSubject subject = new CaseSubject(
                content.title(),
                content.description(),
                content.source(),
                rule == null ? null : rule.id(),
                rule == null ? null : rule.name(),
                content.observables(),
                content.tags(),
                content.techniques());
        return new NewCase(
                alert.id(),
                subject,
                content.severity(),
                alert.tally().firstSeen(),
                outcome.command().actor(),
                outcome.command().cause(),
                history);
    }

    private Uni<IntakeOutcome> link(IntakeSession session, IntakeOutcome outcome, Case opened) {
        Alert linked = outcome.alert().linked(opened.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        session.touch(linked, EnumSet.of(AlertChange.UPDATED), outcome.command().cause());
        String caseId = opened.id().toString();
        TimelineDraft entry = TimelineDraft.of(
                        TimelineKind.ALERT_LINKED,
                        outcome.command().actor(),
                        linked.tally().firstSeen(),
                        "Linked to case " + opened.number(),
                        "linked:" + caseId)
                .about(caseId);
        return alerts.update(session.connection(), session.tenant(), linked)
                .chain(() -> timelines.append(
                        session.connection(),
                        session.tenant(),
                        new TimelineSubject.OfAlert(linked.id()),
                        List.of(entry)))
                .replaceWith(
                        outcome.with(linked).with(new IntakeOutcome.LinkedCase(opened.id(), true, opened.status())));
    }
}
