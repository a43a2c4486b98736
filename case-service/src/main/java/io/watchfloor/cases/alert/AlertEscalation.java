package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Uni;
import io.watchfloor.cases.incident.CaseService;
import io.watchfloor.cases.incident.SeverityRaise;
import io.watchfloor.cases.timeline.TimelineDraft;
import io.watchfloor.cases.timeline.TimelineRepository;
import io.watchfloor.cases.timeline.TimelineSubject;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;

/** Raises an alert and its cases because of a follow-up event; each event does so once. */
@ApplicationScoped
class AlertEscalation {
    private final AlertRepository alerts;
    private final OccurrenceRepository occurrences;
    private final TimelineRepository timelines;
    private final CaseService cases;
    private final Clock clock;

    AlertEscalation(
            AlertRepository alerts,
            OccurrenceRepository occurrences,
            TimelineRepository timelines,
            CaseService cases,
            Clock clock) {
        this.alerts = alerts;
        this.occurrences = occurrences;
        this.timelines = timelines;
        this.cases = cases;
        this.clock = clock;
    }

    /** Notes the escalation; false when it took effect before. */
    Uni<Boolean> isFirst(IntakeSession session, IntakeCommand command, Match.Escalation escalation) {
        return occurrences.escalate(
                session.connection(), session.tenant(), command.dedup().hash(), escalation);
    }

    /** The alert of the events that the escalation followed, locked: it need not be the one that took the last event. */
    Uni<Alert> target(IntakeSession session, IntakeOutcome outcome, Match.Escalation escalation) {
        return occurrences
                .holder(session.connection(), session.tenant(), outcome.command(), escalation.eventTime())
                .map(holder -> holder.orElse(outcome.alert().id()))
                .chain(id -> id.equals(outcome.alert().id())
                        ? Uni.createFrom().item(outcome.alert())
                        : alerts.lock(session.connection(), session.tenant(), id)
                                .map(found -> found.orElse(outcome.alert())));
    }

    /** Whether the follow-up event came after people had closed the matter, so that it begins anew with it. */
    Uni<Boolean> recurs(IntakeSession session, Alert target, Match.Escalation escalation) {
        Instant closedAt = target.triage().closedAt();
        if (closedAt == null || !escalation.eventTime().isAfter(closedAt)) {
            return Uni.createFrom().item(false);
        }
        return alerts.lockLatest(
                        session.connection(), session.tenant(), target.dedup().hash())
                .map(latest -> latest.map(Alert::id).equals(java.util.Optional.of(target.id())));
    }

    /** Raises the alert and its cases and tells why. */
    Uni<Alert> raise(IntakeSession session, Alert target, IntakeCommand command, Match.Escalation escalation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Severity least = command.content().severity();
        Alert raised = target.raised(least, now);
        boolean changed = !raised.equals(target);
        TimelineDraft entry = AlertStory.escalated(
                        escalation, command.actor(), target.content().severityLocked())
                .change(
                        changed ? target.content().severity().wireName() : null,
                        raised.content().severity().wireName());
        session.touch(
                raised,
                changed ? EnumSet.of(AlertChange.SEVERITY_RAISED) : EnumSet.noneOf(AlertChange.class),
                command.cause());
        Uni<Void> written = changed
                ? alerts.update(session.connection(), session.tenant(), raised)
                : Uni.createFrom().voidItem();
        return written.chain(() -> timelines.append(
                        session.connection(),
                        session.tenant(),
                        new TimelineSubject.OfAlert(raised.id()),
                        List.of(entry)))
                .chain(() -> raiseCases(session, raised, command, entry))
                .replaceWith(raised);
    }

    private Uni<Void> raiseCases(IntakeSession session, Alert raised, IntakeCommand command, TimelineDraft entry) {
        Severity least = raised.content().severity();
        TimelineDraft told = AlertStory.escalatedInCase(entry, raised);
        return cases.raise(
                session.connection(),
                session.tenant(),
                raised.caseIds(),
                new SeverityRaise(least, told, true, command.cause()));
    }
}
