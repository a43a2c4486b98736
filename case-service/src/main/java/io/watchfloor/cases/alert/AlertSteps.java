package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.cases.incident.CaseService;
import io.watchfloor.cases.incident.SeverityRaise;
import io.watchfloor.cases.timeline.TimelineDraft;
import io.watchfloor.cases.timeline.TimelineRepository;
import io.watchfloor.cases.timeline.TimelineSubject;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.Grouping;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the plan for claimed events and stores its steps: alerts, owners of the events, timelines, cases told. */
@ApplicationScoped
class AlertSteps {
    private final AlertRepository alerts;
    private final OccurrenceRepository occurrences;
    private final TimelineRepository timelines;
    private final CaseService cases;
    private final AlertConfig config;
    private final IdGenerator ids;
    private final Clock clock;

    AlertSteps(
            AlertRepository alerts,
            OccurrenceRepository occurrences,
            TimelineRepository timelines,
            CaseService cases,
            AlertConfig config,
            IdGenerator ids,
            Clock clock) {
        this.alerts = alerts;
        this.occurrences = occurrences;
        this.timelines = timelines;
        this.cases = cases;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    AlertId newId() {
        return new AlertId(ids.next());
    }

    Grouping grouping(IntakeCommand command) {
        return new Grouping(command.dedup().window(), config.maxAge(), config.reopenWindow());
    }

    /** Plans and stores; again, on the alert that came first, when a first alert of the key could not be inserted. */
    Uni<IntakeOutcome> place(
            IntakeSession session, IntakeCommand command, AlertPlan.Claim claim, @Nullable Alert latest) {
        AlertPlan.Setting setting = new AlertPlan.Setting(
                grouping(command),
                this::newId,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                config.maxObservables());
        List<AlertPlan.Step> steps = AlertPlan.of(command, claim, latest, setting);
        if (steps.isEmpty()) {
            return Uni.createFrom().item(IntakeOutcome.replayed(command, java.util.Objects.requireNonNull(latest)));
        }
        return write(session, steps.getFirst())
                .chain(written -> written
                        ? rest(session, command, claim, steps)
                        : alerts.lockLatest(
                                        session.connection(),
                                        session.tenant(),
                                        command.dedup().hash())
                                .chain(first -> place(session, command, claim, first.orElse(null))));
    }

    private Uni<Boolean> write(IntakeSession session, AlertPlan.Step step) {
        return step.inserted()
                ? alerts.insert(session.connection(), session.tenant(), step.after())
                : alerts.update(session.connection(), session.tenant(), step.after())
                        .replaceWith(true);
    }

    private Uni<IntakeOutcome> rest(
            IntakeSession session, IntakeCommand command, AlertPlan.Claim claim, List<AlertPlan.Step> steps) {
        return settle(session, command, claim, steps.getFirst())
                .chain(() -> each(
                        steps.subList(1, steps.size()),
                        step -> write(session, step)
                                .map(AlertSteps::mustBeWritten)
                                .chain(() -> settle(session, command, claim, step))))
                .replaceWith(() -> outcome(command, steps));
    }

    /** A later alert of a key is begun under the lock of the one before, so nobody can come first. */
    private static Boolean mustBeWritten(Boolean written) {
        if (!written) {
            throw new IllegalStateException("another alert of the dedup key is open for grouping");
        }
        return true;
    }

    private static IntakeOutcome outcome(IntakeCommand command, List<AlertPlan.Step> steps) {
        return new IntakeOutcome(
                command,
                steps.getLast().after(),
                steps.getLast().inserted(),
                false,
                steps.stream().anyMatch(step -> step.changes().contains(AlertChange.REOPENED)),
                null);
    }

    /** Everything but the alert row itself. */
    private Uni<Void> settle(IntakeSession session, IntakeCommand command, AlertPlan.Claim claim, AlertPlan.Step step) {
        session.touch(step.after(), step.changes(), command.cause());
        return assign(session, command, claim, step)
                .chain(() -> append(session, step.after(), AlertStory.of(step, command)))
                .chain(() -> recurrence(session, command, step))
                .chain(() -> raiseCases(session, command, step));
    }

    private Uni<Void> assign(IntakeSession session, IntakeCommand command, AlertPlan.Claim claim, AlertPlan.Step step) {
        AlertId owner = step.after().id();
        List<Occurrence> counted = owner.equals(claim.holder()) ? List.of() : step.counted();
        return assign(session, command, counted, new OccurrenceRepository.Owner(owner, false))
                .chain(() -> assign(session, command, step.late(), new OccurrenceRepository.Owner(owner, true)));
    }

    private Uni<Void> assign(
            IntakeSession session, IntakeCommand command, List<Occurrence> events, OccurrenceRepository.Owner owner) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : occurrences.assign(session.connection(), session.tenant(), command.occurrenceKey(), events, owner);
    }

    private Uni<Void> append(IntakeSession session, Alert alert, List<TimelineDraft> entries) {
        return timelines.append(
                session.connection(), session.tenant(), new TimelineSubject.OfAlert(alert.id()), entries);
    }

    /** The earlier alert and the cases learn that it happened again. */
    private Uni<Void> recurrence(IntakeSession session, IntakeCommand command, AlertPlan.Step step) {
        Alert previous = step.previous();
        boolean reopened = step.changes().contains(AlertChange.REOPENED);
        if ((previous == null && !reopened) || step.counted().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        TimelineDraft entry = AlertStory.recurrence(step, command.actor());
        Alert told = previous == null ? step.after() : previous;
        Uni<Void> onPrevious =
                previous == null ? Uni.createFrom().voidItem() : append(session, previous, List.of(entry));
        return onPrevious.chain(() -> cases.recurrence(session.connection(), session.tenant(), told.caseIds(), entry));
    }

    private Uni<Void> raiseCases(IntakeSession session, IntakeCommand command, AlertPlan.Step step) {
        if (!step.changes().contains(AlertChange.SEVERITY_RAISED)) {
            return Uni.createFrom().voidItem();
        }
        SeverityRaise raise = new SeverityRaise(
                step.after().content().severity(), AlertStory.raisedInCase(step, command), false, command.cause());
        return cases.raise(session.connection(), session.tenant(), step.after().caseIds(), raise);
    }

    private static Uni<Void> each(
            List<AlertPlan.Step> steps, java.util.function.Function<AlertPlan.Step, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
