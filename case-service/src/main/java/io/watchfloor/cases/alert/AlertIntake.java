package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.cases.workflow.Grouping;
import io.watchfloor.cases.workflow.Placement;
import io.watchfloor.contracts.Match;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one way into the alert table, for candidates and for requests: in the caller's transaction (READ COMMITTED) the
 * latest alert of the dedup key is locked, the events that no earlier command had are claimed, the plan is made and
 * stored, and what others shall know goes to the outbox. Two first events of a key meet at the unique index: the later
 * one finds that its alert was not inserted and is planned again on the one that was.
 */
@ApplicationScoped
class AlertIntake {
    private final AlertRepository alerts;
    private final OccurrenceRepository occurrences;
    private final AlertSteps steps;
    private final AlertEscalation escalation;
    private final AlertCases cases;
    private final AlertEvents events;
    private final Outbox outbox;
    private final AlertConfig config;

    AlertIntake(
            AlertRepository alerts,
            OccurrenceRepository occurrences,
            AlertSteps steps,
            AlertEscalation escalation,
            AlertCases cases,
            AlertEvents events,
            Outbox outbox,
            AlertConfig config) {
        this.alerts = alerts;
        this.occurrences = occurrences;
        this.steps = steps;
        this.escalation = escalation;
        this.cases = cases;
        this.events = events;
        this.outbox = outbox;
        this.config = config;
    }

    /**
     * Takes the commands of one tenant. Alerts are locked in the order of their dedup hashes, and cases opened after
     * that, so that two batches do not block each other; commands of one key keep their order.
     */
    Uni<List<IntakeOutcome>> takeAll(SqlConnection connection, TenantId tenant, List<IntakeCommand> commands) {
        IntakeSession session = new IntakeSession(connection, tenant);
        List<IntakeCommand> ordered = commands.stream()
                .sorted(Comparator.comparing(command -> command.dedup().hash()))
                .toList();
        return Multi.createFrom()
                .iterable(ordered)
                .onItem()
                .transformToUniAndConcatenate(command -> take(session, command))
                .collect()
                .asList()
                .chain(outcomes -> withCases(session, outcomes))
                .call(() -> outbox.append(connection, events.messages(tenant, session.touched())));
    }

    private Uni<List<IntakeOutcome>> withCases(IntakeSession session, List<IntakeOutcome> outcomes) {
        return Multi.createFrom()
                .iterable(outcomes)
                .onItem()
                .transformToUniAndConcatenate(outcome -> cases.fulfil(session, outcome))
                .collect()
                .asList();
    }

    private Uni<IntakeOutcome> take(IntakeSession session, IntakeCommand command) {
        return promotedByRule(session, command)
                .chain(known -> known != null
                        ? Uni.createFrom().item(IntakeOutcome.replayed(command, known))
                        : count(session, command))
                .chain(outcome -> escalate(session, outcome));
    }

    /** A log that is promoted without a rule, and hangs on exactly one open alert through one, is that alert. */
    private Uni<@Nullable Alert> promotedByRule(IntakeSession session, IntakeCommand command) {
        boolean singleLog = command.occurrenceKey().equals(IntakeCommand.ADHOC)
                && command.occurrences().size() == 1;
        if (!singleLog) {
            return Uni.createFrom().nullItem();
        }
        String log = command.occurrences().getFirst().eventId();
        return occurrences
                .onlyOpenByRule(session.connection(), session.tenant(), log)
                .chain(id -> id.isPresent()
                        ? alerts.lock(session.connection(), session.tenant(), id.get())
                                .map(found -> found.orElse(null))
                        : Uni.createFrom().nullItem());
    }

    private Uni<IntakeOutcome> count(IntakeSession session, IntakeCommand command) {
        return alerts.lockLatest(
                        session.connection(), session.tenant(), command.dedup().hash())
                .chain(latest -> claim(session, command, latest.orElse(null))
                        .chain(claim -> claim.fresh().isEmpty()
                                        && !command.occurrences().isEmpty()
                                ? replay(session, command, latest.orElse(null))
                                : steps.place(session, command, claim, latest.orElse(null))));
    }

    private Uni<AlertPlan.Claim> claim(IntakeSession session, IntakeCommand command, @Nullable Alert latest) {
        Grouping grouping = steps.grouping(command);
        boolean begins = latest == null
                || grouping.place(latest.generation(), command.seen().end()) == Placement.NEW_GENERATION;
        AlertId holder = begins || latest == null ? steps.newId() : latest.id();
        int stored = begins || latest == null ? 0 : latest.tally().stored();
        int room = Math.max(0, config.maxStoredOccurrences() - stored);
        return occurrences.claim(session.connection(), session.tenant(), command, holder, room);
    }

    /** Everything counted before: the answer is the alert that has the last of the events. */
    private Uni<IntakeOutcome> replay(IntakeSession session, IntakeCommand command, @Nullable Alert latest) {
        return occurrences
                .holder(session.connection(), session.tenant(), command, Instant.parse("9999-01-01T00:00:00Z"))
                .map(holder -> holder.orElseThrow(
                        () -> new IllegalStateException("an event that was claimed before has no alert")))
                .chain(id -> latest != null && latest.id().equals(id)
                        ? Uni.createFrom().item(latest)
                        : alerts.lock(session.connection(), session.tenant(), id)
                                .map(java.util.Optional::orElseThrow))
                .map(alert -> IntakeOutcome.replayed(command, alert));
    }

    private Uni<IntakeOutcome> escalate(IntakeSession session, IntakeOutcome outcome) {
        Match.Escalation followUp = outcome.command().escalation();
        if (followUp == null) {
            return Uni.createFrom().item(outcome);
        }
        return escalation
                .isFirst(session, outcome.command(), followUp)
                .chain(first -> first
                        ? escalateOnce(session, outcome, followUp)
                        : Uni.createFrom().item(outcome));
    }

    private Uni<IntakeOutcome> escalateOnce(IntakeSession session, IntakeOutcome outcome, Match.Escalation followUp) {
        IntakeCommand command = outcome.command();
        return escalation
                .target(session, outcome, followUp)
                .chain(target -> escalation
                        .recurs(session, target, followUp)
                        .chain(recurs -> recurs
                                ? count(session, command.following(followUp)).map(outcome::followedBy)
                                : Uni.createFrom().item(outcome.with(target))))
                .chain(raising -> escalation
                        .raise(session, raising.alert(), command, followUp)
                        .map(raising::with));
    }
}
