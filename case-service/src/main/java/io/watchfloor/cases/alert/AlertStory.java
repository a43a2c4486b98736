package io.watchfloor.cases.alert;

import io.watchfloor.cases.timeline.Actor;
import io.watchfloor.cases.timeline.TimelineDraft;
import io.watchfloor.cases.timeline.TimelineEntry;
import io.watchfloor.cases.timeline.TimelineKind;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.contracts.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words what happens to an alert, for its timeline and those of its cases. */
final class AlertStory {
    static final String ESCALATION = "escalation:";
    private static final int NAMED_LOGS = 10;

    private AlertStory() {}

    /** Entries of the step's own alert. */
    static List<TimelineDraft> of(AlertPlan.Step step, IntakeCommand command) {
        List<TimelineDraft> entries = new ArrayList<>();
        if (step.inserted()) {
            entries.add(created(step, command));
        }
        if (step.changes().contains(AlertChange.REOPENED)) {
            Occurrence first = step.counted().getFirst();
            entries.add(TimelineDraft.of(
                            TimelineKind.STATUS_CHANGED,
                            command.actor(),
                            first.eventTime(),
                            "Re-opened: it happened again after the alert was resolved",
                            "reopened:" + first.eventId())
                    .change("resolved", "new")
                    .about(first.eventId()));
        }
        if (step.changes().contains(AlertChange.SEVERITY_RAISED)) {
            entries.add(raised(step, command));
        }
        return entries;
    }

    private static TimelineDraft created(AlertPlan.Step step, IntakeCommand command) {
        Alert previous = step.previous();
        Instant first = step.after().tally().firstSeen();
        String title = step.after().content().title();
        return previous == null
                ? TimelineDraft.of(TimelineKind.CREATED, command.actor(), first, "Alert created: " + title, "created")
                : TimelineDraft.of(
                                TimelineKind.CREATED,
                                command.actor(),
                                first,
                                "Alert created after an earlier one: " + title,
                                "created")
                        .about(previous.id().toString());
    }

    private static TimelineDraft raised(AlertPlan.Step step, IntakeCommand command) {
        Severity before = step.severityBefore();
        Severity after = step.after().content().severity();
        Occurrence first = step.counted().getFirst();
        return TimelineDraft.of(
                        TimelineKind.SEVERITY_CHANGED,
                        command.actor(),
                        first.eventTime(),
                        "Severity raised by a further occurrence",
                        "severity:" + after.wireName() + ":" + first.eventId())
                .change(before == null ? null : before.wireName(), after.wireName())
                .about(first.eventId());
    }

    /** What a case is told when one of its alerts raised its severity without an escalation. */
    static TimelineDraft raisedInCase(AlertPlan.Step step, IntakeCommand command) {
        TimelineDraft own = raised(step, command);
        return new TimelineDraft(
                own.kind(),
                own.actor(),
                own.eventTime(),
                "Severity raised with that of the alert",
                null,
                null,
                own.ref(),
                own.sourceEventId() + ":" + step.after().id());
    }

    /** What the earlier alert, and the cases of either, are told when it happens again. */
    static TimelineDraft recurrence(AlertPlan.Step step, Actor actor) {
        Occurrence first = step.counted().getFirst();
        String alert = step.after().id().toString();
        String summary =
                step.inserted() ? "It happened again: a new alert began" : "It happened again: alert re-opened";
        return TimelineDraft.of(
                        TimelineKind.ALERT_RECURRENCE,
                        actor,
                        first.eventTime(),
                        summary,
                        "recurrence:" + alert + ":" + first.eventId())
                .about(alert);
    }

    /** The escalation's entry on the alert; from and to are filled in. */
    static TimelineDraft escalated(Match.Escalation escalation, Actor actor, boolean locked) {
        String summary = "Escalated by " + escalation.name() + " (" + escalation.action() + "), event "
                + escalation.eventId() + (locked ? "; the severity was set by hand and stays" : "");
        return TimelineDraft.of(
                        locked ? TimelineKind.CUSTOM : TimelineKind.SEVERITY_CHANGED,
                        actor,
                        escalation.eventTime(),
                        summary,
                        ESCALATION + escalation.name() + ":" + escalation.eventId())
                .about(escalation.eventId());
    }

    /** An escalation of the alert as its case tells it. */
    static TimelineDraft escalatedInCase(TimelineDraft onAlert, Alert alert) {
        return new TimelineDraft(
                onAlert.kind(),
                onAlert.actor(),
                onAlert.eventTime(),
                onAlert.summary(),
                null,
                onAlert.to(),
                onAlert.ref(),
                onAlert.sourceEventId() + ":" + alert.id());
    }

    static TimelineDraft escalatedInCase(TimelineEntry onAlert, Alert alert) {
        return escalatedInCase(
                new TimelineDraft(
                        onAlert.kind(),
                        onAlert.actor(),
                        onAlert.eventTime(),
                        onAlert.summary(),
                        onAlert.from(),
                        onAlert.to(),
                        onAlert.ref(),
                        onAlert.sourceEventId()),
                alert);
    }

    /** Names logs, alert and actor of a promotion, for the case; nothing when no event came with it. */
    static @Nullable TimelineDraft promoted(IntakeCommand command, Alert alert) {
        if (command.occurrences().isEmpty()) {
            return null;
        }
        Occurrence first = command.occurrences().getFirst();
        String logs = command.occurrences().stream()
                .limit(NAMED_LOGS)
                .map(Occurrence::eventId)
                .collect(Collectors.joining(", "));
        int more = command.occurrences().size() - NAMED_LOGS;
        String summary = "Log " + logs + (more > 0 ? " and " + more + " more" : "") + " promoted to alert " + alert.id()
                + " by " + command.actor().id();
        return TimelineDraft.of(
                        TimelineKind.ALERT_PROMOTED,
                        command.actor(),
                        first.eventTime(),
                        summary,
                        "promoted:" + first.eventId() + ":" + alert.id())
                .about(first.eventId());
    }
}
