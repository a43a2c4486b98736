package io.watchfloor.cases.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import io.watchfloor.cases.timeline.Actor;
import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.cases.timeline.TimelineRepository;
import io.watchfloor.cases.timeline.TimelineSubject;
import io.watchfloor.cases.workflow.AlertId;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers do to alerts, one transaction each. */
@ApplicationScoped
class AlertService {
    private static final int TRIES_AFTER_LOST_RACE = 3;
    private static final Set<String> LOST_RACE = Set.of("40001", "40P01", "23505");

    private final TenantDatabase database;
    private final AlertIntake intake;
    private final AlertRepository alerts;
    private final TimelineRepository timelines;
    private final AlertEvents events;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final IdGenerator ids;
    private final Clock clock;

    AlertService(
            TenantDatabase database,
            AlertIntake intake,
            AlertRepository alerts,
            TimelineRepository timelines,
            AlertEvents events,
            Outbox outbox,
            AuditTrail audit,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.intake = intake;
        this.alerts = alerts;
        this.timelines = timelines;
        this.events = events;
        this.outbox = outbox;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Creates an alert or folds the events into the one that they belong to. */
    Uni<IntakeOutcome> take(Caller caller, IntakeCommand command) {
        TenantId tenant = caller.tenant();
        return database.inTenant(
                        tenant,
                        connection -> intake.takeAll(connection, tenant, List.of(command))
                                .map(List::getFirst)
                                .call(outcome -> auditIntake(connection, caller, outcome)))
                .onFailure(AlertService::lostRace)
                .retry()
                .atMost(TRIES_AFTER_LOST_RACE);
    }

    private Uni<Void> auditIntake(SqlConnection connection, Caller caller, IntakeOutcome outcome) {
        IntakeOutcome.LinkedCase linked = outcome.linkedCase();
        boolean opened = linked != null && linked.created();
        if (!outcome.command().actor().byUser() || !(outcome.created() || opened)) {
            return Uni.createFrom().voidItem();
        }
        String action = outcome.created() ? "alert.created" : "alert.case_opened";
        Map<String, String> details =
                opened && linked != null ? Map.of("case_id", linked.id().toString()) : Map.of();
        return audit.changed(connection, caller, action, outcome.alert().id().toString(), details);
    }

    /**
     * Changes an alert.
     *
     * @param ifMatch the versions that the caller has seen, as in {@code If-Match}; absent to change whatever is there
     */
    Uni<Alert> change(Caller caller, AlertId id, @Nullable String ifMatch, AlertPatch patch) {
        TenantId tenant = caller.tenant();
        return database.inTenant(
                tenant,
                connection -> alerts.lock(connection, tenant, id)
                        .map(found -> found.orElseThrow(() -> ProblemException.notFound("alert", id.toString())))
                        .invoke(present -> refuseStale(present, ifMatch))
                        .map(present -> AlertTriage.apply(
                                present,
                                patch,
                                Actor.of(caller),
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                ids.next()))
                        .call(result -> result.isUnchanged()
                                ? Uni.createFrom().voidItem()
                                : store(connection, caller, result, Cause.NONE))
                        .map(AlertTriage.Result::after));
    }

    /** Stores what a triage decided, tells of it and records it; in the transaction that holds the alert. */
    Uni<Void> store(SqlConnection connection, Caller caller, AlertTriage.Result result, Cause cause) {
        TenantId tenant = caller.tenant();
        Alert after = result.after();
        return alerts.update(connection, tenant, after)
                .chain(() ->
                        timelines.append(connection, tenant, new TimelineSubject.OfAlert(after.id()), result.entries()))
                .chain(() -> outbox.append(connection, events.messages(tenant, after, result.changes(), cause)))
                .chain(() -> audit.changed(
                        connection, caller, "alert.updated", after.id().toString(), result.details()));
    }

    private static void refuseStale(Alert present, @Nullable String ifMatch) {
        String current = etag(present);
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        boolean matches =
                Arrays.stream(ifMatch.split(",", -1)).map(String::strip).anyMatch(current::equals);
        if (!matches) {
            throw new ProblemException(CommonProblem.STALE, "The alert has changed: its version is " + current)
                    .header("ETag", current);
        }
    }

    /** The strong entity tag of an alert. */
    static String etag(Alert alert) {
        return "\"" + alert.stamp().version() + "\"";
    }

    private static boolean lostRace(Throwable failure) {
        return failure instanceof PgException pg && pg.getSqlState() != null && LOST_RACE.contains(pg.getSqlState());
    }
}
