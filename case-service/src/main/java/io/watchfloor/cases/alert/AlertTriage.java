package io.watchfloor.cases.alert;

import io.watchfloor.cases.timeline.Actor;
import io.watchfloor.cases.timeline.TimelineDraft;
import io.watchfloor.cases.timeline.TimelineKind;
import io.watchfloor.cases.workflow.AlertStatus;
import io.watchfloor.cases.workflow.AlertWorkflow;
import io.watchfloor.cases.workflow.AlertWorkflow.Decision;
import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what a person's patch makes of an alert. Pure: refusals are problems, the result is stored by the service. */
final class AlertTriage {
    /**
     * The alert after the patch.
     *
     * @param details names of the changed properties with their values before and after, for the audit
     */
    record Result(Alert after, Set<AlertChange> changes, List<TimelineDraft> entries, Map<String, String> details) {
        boolean isUnchanged() {
            return changes.isEmpty();
        }
    }

    private final Actor actor;
    private final Instant now;
    private final String cause;
    private final Set<AlertChange> changes = EnumSet.noneOf(AlertChange.class);
    private final List<TimelineDraft> entries = new ArrayList<>();
    private final Map<String, String> details = new TreeMap<>();

    private AlertTriage(Actor actor, Instant now, UUID changeId) {
        this.actor = actor;
        this.now = now;
        this.cause = "change:" + changeId + ":";
    }

    /**
     * Applies the patch.
     *
     * @param changeId names this change
     */
    static Result apply(Alert present, AlertPatch patch, Actor actor, Instant now, UUID changeId) {
        AlertTriage triage = new AlertTriage(actor, now, changeId);
        Alert after =
                triage.words(triage.severity(triage.assignee(triage.status(present, patch), patch), patch), patch);
        return new Result(after, triage.changes, triage.entries, triage.details);
    }

    private Alert status(Alert present, AlertPatch patch) {
        var disposition = new AlertWorkflow.Disposition(
                present.triage().status(), present.triage().verdict());
        var change = new AlertWorkflow.Change(patch.status(), patch.verdictGiven(), patch.verdict());
        return switch (AlertWorkflow.decide(disposition, change)) {
            case Decision.Unchanged unchanged -> present;
            case Decision.Changed(AlertWorkflow.Disposition next) -> moved(present, next);
            case Decision.IllegalTransition illegal -> throw refused(illegal);
            case Decision.VerdictMissing(AlertStatus status) ->
                throw verdict(AlertProblem.VERDICT_REQUIRED, "The status " + status.wireName() + " needs a verdict");
            case Decision.VerdictContradicts contradicts ->
                throw verdict(
                        AlertProblem.VERDICT_CONTRADICTS_STATUS,
                        "A false positive cannot have the verdict "
                                + contradicts.verdict().wireName());
        };
    }

    private static ProblemException refused(Decision.IllegalTransition illegal) {
        List<String> allowed =
                illegal.allowed().stream().map(AlertStatus::wireName).toList();
        String detail = "An alert that is " + illegal.from().wireName() + " cannot become "
                + illegal.to().wireName();
        return new ProblemException(AlertProblem.ILLEGAL_TRANSITION, detail).with("allowed", allowed);
    }

    private static ProblemException verdict(AlertProblem problem, String message) {
        return new ProblemException(problem, message)
                .at("/verdict", problem.name().toLowerCase(Locale.ROOT), message);
    }

    private Alert moved(Alert present, AlertWorkflow.Disposition next) {
        Alert.Triage before = present.triage();
        boolean moves = next.status() != before.status();
        Alert.Triage triage = new Alert.Triage(
                next.status(),
                next.verdict(),
                before.assignee(),
                before.acknowledgedAt() == null && moves ? now : before.acknowledgedAt(),
                moves && next.status() == AlertStatus.RESOLVED ? now : before.resolvedAt(),
                moves && next.status().isTerminal() ? now : before.closedAt(),
                before.reopenedAt(),
                before.reopenCount());
        if (moves) {
            changes.add(AlertChange.STATUS_CHANGED);
            tell(
                    TimelineKind.STATUS_CHANGED,
                    "Status changed",
                    before.status().wireName(),
                    next.status().wireName());
            details.put(
                    "status",
                    before.status().wireName() + " -> " + next.status().wireName());
        }
        if (next.verdict() != before.verdict()) {
            changes.add(AlertChange.UPDATED);
            String word = next.verdict() == null ? "none" : next.verdict().wireName();
            details.put("verdict", word);
            tell(TimelineKind.CUSTOM, "Verdict: " + word, null, null);
        }
        return present.with(triage, now);
    }

    private Alert assignee(Alert present, AlertPatch patch) {
        Alert.Triage before = present.triage();
        if (!patch.assigneeGiven() || Objects.equals(before.assignee(), patch.assignee())) {
            return present;
        }
        changes.add(AlertChange.UPDATED);
        details.put("assignee", Objects.requireNonNullElse(patch.assignee(), ""));
        tell(TimelineKind.ASSIGNEE_CHANGED, "Assignee changed", before.assignee(), patch.assignee());
        Alert.Triage triage = new Alert.Triage(
                before.status(),
                before.verdict(),
                patch.assignee(),
                before.acknowledgedAt(),
                before.resolvedAt(),
                before.closedAt(),
                before.reopenedAt(),
                before.reopenCount());
        return present.with(triage, now);
    }

    private Alert severity(Alert present, AlertPatch patch) {
        Severity next = patch.severity();
        Severity before = present.content().severity();
        if (next == null || (next == before && present.content().severityLocked())) {
            return present;
        }
        changes.add(next.compareTo(before) > 0 ? AlertChange.SEVERITY_RAISED : AlertChange.UPDATED);
        details.put("severity", before.wireName() + " -> " + next.wireName());
        tell(TimelineKind.SEVERITY_CHANGED, "Severity set by hand", before.wireName(), next.wireName());
        return present.with(present.content().withSeverity(next, true), now);
    }

    private Alert words(Alert present, AlertPatch patch) {
        AlertContent before = present.content();
        AlertContent after = before.withWords(
                Objects.requireNonNullElse(patch.title(), before.title()),
                Objects.requireNonNullElse(patch.description(), before.description()));
        if (patch.tags() != null) {
            after = after.withTags(patch.tags());
        }
        Set<String> names = changed(before, after);
        if (names.isEmpty()) {
            return present;
        }
        changes.add(AlertChange.UPDATED);
        names.forEach(name -> details.put(name, "changed"));
        tell(
                TimelineKind.CUSTOM,
                names.stream().sorted().collect(Collectors.joining(", ", "Changed: ", "")),
                null,
                null);
        return present.with(after, now);
    }

    private static Set<String> changed(AlertContent before, AlertContent after) {
        Map<String, Boolean> same = Map.of(
                "title", before.title().equals(after.title()),
                "description", before.description().equals(after.description()),
                "tags", before.tags().equals(after.tags()));
        return same.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void tell(TimelineKind kind, String summary, @Nullable String from, @Nullable String to) {
        entries.add(TimelineDraft.of(kind, actor, now, summary, cause + entries.size())
                .change(from, to));
    }
}
