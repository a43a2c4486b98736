package io.watchfloor.cases.incident;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.cases.timeline.Cause;
import io.watchfloor.cases.timeline.TimelineDraft;
import io.watchfloor.cases.timeline.TimelineKind;
import io.watchfloor.cases.timeline.TimelineRepository;
import io.watchfloor.cases.timeline.TimelineSubject;
import io.watchfloor.cases.workflow.CaseId;
import io.watchfloor.cases.workflow.CaseStatus;
import io.watchfloor.contracts.Severity;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.outbox.OutboxMessage;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Opens and follows cases inside the transaction of the alert that causes it; the caller holds the alert's lock. */
@ApplicationScoped
public class CaseService {
    private final CaseRepository cases;
    private final TimelineRepository timelines;
    private final CaseEvents events;
    private final Outbox outbox;
    private final IdGenerator ids;
    private final Clock clock;

    CaseService(
            CaseRepository cases,
            TimelineRepository timelines,
            CaseEvents events,
            Outbox outbox,
            IdGenerator ids,
            Clock clock) {
        this.cases = cases;
        this.timelines = timelines;
        this.events = events;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Opens a case with the alert in it. Takes the tenant's case counter: call it after every other lock. */
    public Uni<Case> open(SqlConnection connection, TenantId tenant, NewCase wish) {
        return cases.nextNumber(connection, tenant)
                .map(number -> fresh(wish, number))
                .call(opened -> cases.insert(connection, tenant, opened))
                .call(opened -> timelines.append(connection, tenant, subject(opened), opening(wish)))
                .call(opened -> announce(connection, events.message(tenant, opened, "created", wish.cause())));
    }

    /** The first of these cases in which work goes on. */
    public Uni<Optional<Case>> active(SqlConnection connection, TenantId tenant, Collection<CaseId> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : cases.read(connection, tenant, ids)
                        .map(found -> found.stream()
                                .filter(one -> one.status().isActive())
                                .findFirst());
    }

    /** Gives the cases in which work goes on at least this severity, and each the entry that says why. */
    public Uni<Void> raise(SqlConnection connection, TenantId tenant, Collection<CaseId> ids, SeverityRaise raise) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : cases.lock(connection, tenant, ids)
                        .chain(found -> each(
                                found.stream()
                                        .filter(one -> one.status().isActive())
                                        .toList(),
                                one -> raise(connection, tenant, one, raise)));
    }

    /** Tells the cases, whatever their status, that one of their alerts happened again. Re-opens none. */
    public Uni<Void> recurrence(
            SqlConnection connection, TenantId tenant, Collection<CaseId> ids, TimelineDraft entry) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : cases.lock(connection, tenant, ids)
                        .chain(found -> each(found, one -> tell(connection, tenant, one, "recurrence", entry)));
    }

    private Uni<Void> tell(SqlConnection connection, TenantId tenant, Case told, String change, TimelineDraft entry) {
        return timelines
                .append(connection, tenant, subject(told), List.of(entry))
                .chain(() -> announce(connection, events.message(tenant, told, change, Cause.NONE)));
    }

    /** Announces that an alert was promoted into a case that it already hangs on. */
    public Uni<Void> linkedAgain(SqlConnection connection, TenantId tenant, Case linked, TimelineDraft entry) {
        return cases.lock(connection, tenant, List.of(linked.id()))
                .chain(() -> tell(connection, tenant, linked, "alert_linked", entry));
    }

    private Uni<Void> raise(SqlConnection connection, TenantId tenant, Case present, SeverityRaise raise) {
        Case raised = present.raised(raise.least(), now());
        boolean unchanged = raised.equals(present);
        if (unchanged && !raise.alwaysTold()) {
            return Uni.createFrom().voidItem();
        }
        String before = unchanged ? null : present.severity().wireName();
        TimelineDraft entry = raise.entry().change(before, raised.severity().wireName());
        Uni<Void> told = timelines.append(connection, tenant, subject(raised), List.of(entry));
        return unchanged
                ? told
                : cases.update(connection, tenant, raised)
                        .chain(() -> told)
                        .chain(() -> announce(connection, events.message(tenant, raised, "updated", raise.cause())));
    }

    private Case fresh(NewCase wish, long number) {
        Instant now = now();
        return new Case(
                new CaseId(ids.next()),
                number,
                wish.subject(),
                wish.severity(),
                CaseStatus.OPEN,
                List.of(wish.alert()),
                wish.actor().id(),
                now,
                now,
                1);
    }

    private static List<TimelineDraft> opening(NewCase wish) {
        String alert = wish.alert().toString();
        Severity severity = wish.severity();
        List<TimelineDraft> entries = new ArrayList<>();
        entries.add(TimelineDraft.of(
                        TimelineKind.CREATED,
                        wish.actor(),
                        wish.firstSeen(),
                        "Case opened with severity " + severity.wireName(),
                        "created")
                .about(alert));
        entries.add(TimelineDraft.of(
                        TimelineKind.ALERT_LINKED,
                        wish.actor(),
                        wish.firstSeen(),
                        "Alert linked: " + wish.subject().title(),
                        "linked:" + alert)
                .about(alert));
        entries.addAll(wish.history());
        return entries;
    }

    private Uni<Void> announce(SqlConnection connection, OutboxMessage message) {
        return outbox.append(connection, List.of(message));
    }

    private static Uni<Void> each(List<Case> found, java.util.function.Function<Case, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static TimelineSubject subject(Case of) {
        return new TimelineSubject.OfCase(of.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
