package io.watchfloor.search.hunt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.schedule.Marks;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.search.store.EventStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Saves, shares, changes and finds hunts. A change is stored and audited in one transaction. */
@ApplicationScoped
public class HuntService {
    private final TenantDatabase database;
    private final HuntRepository hunts;
    private final OwnerRights owners;
    private final HuntShape shape;
    private final EventStore store;
    private final AuditTrail audit;
    private final CursorCodec cursors;
    private final HuntConfig config;
    private final IdGenerator ids;
    private final Clock clock;

    // A use case here touches table, owner, shape, mark of the store, audit and pages: each collaborator is one of
    // those.
    HuntService(
            TenantDatabase database,
            HuntRepository hunts,
            OwnerRights owners,
            HuntShape shape,
            EventStore store,
            AuditTrail audit,
            CursorCodec cursors,
            HuntConfig config,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.hunts = hunts;
        this.owners = owners;
        this.shape = shape;
        this.store = store;
        this.audit = audit;
        this.cursors = cursors;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** A hunt, and whether the same request had made it before. */
    record Made(Hunt hunt, boolean replayed) {}

    /** Stores a new hunt, version 1; its owner is whom the token names. */
    Uni<Made> create(Caller caller, HuntRequest request, @Nullable String key) {
        HuntShape.Draft draft = shape.created(request);
        KeyedRequest keyed = KeyedRequest.of(key, request);
        return schedule(draft.scheduled(), draft.intervalMinutes())
                .map(schedule -> hunt(caller, draft, schedule))
                .chain(hunt -> database.inTenant(
                        caller.tenant(),
                        connection -> madeBefore(connection, caller, keyed)
                                .chain(made -> made.isPresent()
                                        ? Uni.createFrom().item(new Made(made.get(), true))
                                        : store(connection, caller, hunt, keyed))));
    }

    private Uni<Optional<Hunt>> madeBefore(SqlConnection connection, Caller caller, KeyedRequest keyed) {
        return keyed.key() == null ? Uni.createFrom().item(Optional.empty()) : hunts.made(connection, caller, keyed);
    }

    /** Of two requests with one key at once the second waits here for the first. */
    private Uni<Made> store(SqlConnection connection, Caller caller, Hunt hunt, KeyedRequest keyed) {
        return owners.note(connection, caller)
                .chain(() -> requireRoom(connection, caller))
                .chain(() -> hunts.insert(connection, hunt, keyed))
                .chain(stored -> stored
                        ? audit.changed(connection, caller, List.of(HuntAudit.created(hunt)))
                                .replaceWith(new Made(hunt, false))
                        : hunts.made(connection, caller, keyed).map(made -> new Made(made.orElseThrow(), true)));
    }

    /** The hunt; 404 also when the caller may not see it. Whatever hangs on a hunt asks here first. */
    Uni<Hunt> get(Caller caller, String id) {
        HuntId hunt = parse(id);
        return database.inTenant(caller.tenant(), connection -> hunts.findSeen(connection, caller, hunt))
                .map(found -> found.orElseThrow(() -> notFound(id)));
    }

    /** A page of the hunts that the caller sees, newest first. */
    Uni<Page<Hunt>> list(Caller caller, HuntFilter filter, int limit, @Nullable String cursor) {
        String scope = filter.scope();
        HuntId after = cursor == null
                ? null
                : new HuntId(UUID.fromString(
                        cursors.decode(caller.tenant(), scope, cursor).getFirst()));
        return database.inTenant(
                        caller.tenant(), connection -> hunts.list(connection, caller, filter, after, limit + 1))
                .map(read -> cursors.page(
                        caller.tenant(),
                        scope,
                        read,
                        limit,
                        hunt -> List.of(hunt.id().toString())));
    }

    /** Applies a JSON merge patch to what can be changed; {@code ifMatch} is the version the caller has seen, if it says. */
    Uni<Hunt> patch(Caller caller, String id, ObjectNode patch, @Nullable String ifMatch) {
        return change(
                caller,
                new Target(id, ifMatch),
                before -> described(before, patch),
                (connection, before, after) -> hunts.describe(connection, after)
                        .chain(() -> audit.changed(connection, caller, List.of(HuntAudit.described(before, after)))));
    }

    /** Gives the hunt another schedule, or takes it away. */
    Uni<Hunt> schedule(Caller caller, String id, HuntScheduleRequest request, @Nullable String ifMatch) {
        int standard = request.scheduleIntervalMinutes() == null ? 0 : request.scheduleIntervalMinutes();
        return schedule(request.scheduleEnabled(), Math.max(1, standard))
                .chain(fresh -> change(
                        caller,
                        new Target(id, ifMatch),
                        before -> before.scheduled(rescheduled(before.schedule(), fresh, standard), now()),
                        (connection, before, after) -> hunts.schedule(connection, after)
                                .chain(() -> audit.changed(
                                        connection, caller, List.of(HuntAudit.scheduled(before, after))))));
    }

    /** Deletes the hunt and the records of its runs. */
    Uni<Void> delete(Caller caller, String id, @Nullable String ifMatch) {
        return change(
                        caller,
                        new Target(id, ifMatch),
                        UnaryOperator.identity(),
                        (connection, before, after) -> hunts.delete(connection, before.id())
                                .chain(() -> audit.changed(connection, caller, List.of(HuntAudit.deleted(before)))))
                .replaceWithVoid();
    }

    private record Target(String id, @Nullable String ifMatch) {}

    private interface Effect {
        Uni<Void> on(SqlConnection connection, Hunt before, Hunt after);
    }

    /** A change of the owner's, refused with 403 to those who only see the hunt and with 412 when it is stale. */
    private Uni<Hunt> change(Caller caller, Target target, UnaryOperator<Hunt> decide, Effect effect) {
        HuntId id = parse(target.id());
        return database.inTenant(
                caller.tenant(),
                connection -> hunts.lockSeen(connection, caller, id)
                        .map(found -> found.orElseThrow(() -> notFound(target.id())))
                        .invoke(before -> requireOwner(caller, before, target.ifMatch()))
                        .chain(before -> changed(connection, before, decide.apply(before), effect)));
    }

    private static Uni<Hunt> changed(SqlConnection connection, Hunt before, Hunt after, Effect effect) {
        return effect.on(connection, before, after).replaceWith(after);
    }

    private static void requireOwner(Caller caller, Hunt hunt, @Nullable String ifMatch) {
        if (!hunt.isOwnedBy(caller)) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only its owner may change a hunt");
        }
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(hunt.etag())) {
            throw new ProblemException(
                    CommonProblem.STALE, "The hunt is at version " + hunt.version() + ", not " + ifMatch);
        }
    }

    private Uni<Void> requireRoom(SqlConnection connection, Caller caller) {
        return hunts.countOwned(connection, caller)
                .invoke(count -> {
                    if (count >= config.maxPerUser()) {
                        throw new ProblemException(
                                CommonProblem.CONFLICT,
                                "You have " + config.maxPerUser() + " hunts already; delete one first");
                    }
                })
                .replaceWithVoid();
    }

    private Hunt described(Hunt before, ObjectNode patch) {
        HuntShape.Change change = shape.patched(before, patch);
        return before.described(change.spec(), change.sharing(), now());
    }

    private Hunt hunt(Caller caller, HuntShape.Draft draft, Hunt.Schedule schedule) {
        Instant now = now();
        return new Hunt(
                caller.tenant(),
                new HuntId(ids.next()),
                1,
                draft.spec(),
                draft.sharing(),
                schedule,
                Hunt.Telemetry.NONE,
                new Hunt.Owner(caller.subject(), caller.roles(), now),
                now,
                now);
    }

    /** A schedule that begins now, with the next event that is stored. */
    private Uni<Hunt.Schedule> schedule(boolean enabled, int minutes) {
        Hunt.Schedule off = new Hunt.Schedule(false, minutes, null, null);
        return enabled
                ? store.highWater()
                        .map(mark ->
                                new Hunt.Schedule(true, minutes, nextRun(minutes), Marks.write(mark.nextOffsets())))
                : Uni.createFrom().item(off);
    }

    /** A change that leaves the schedule as it was leaves the due time. */
    private Hunt.Schedule rescheduled(Hunt.Schedule before, Hunt.Schedule fresh, int minutesAsked) {
        int minutes = minutesAsked == 0 ? before.intervalMinutes() : minutesAsked;
        if (!fresh.enabled()) {
            return new Hunt.Schedule(false, minutes, null, null);
        }
        boolean same = before.enabled() && before.intervalMinutes() == minutes;
        return new Hunt.Schedule(
                true,
                minutes,
                same ? before.nextRunAt() : nextRun(minutes),
                before.enabled() ? before.watermark() : fresh.watermark());
    }

    private Instant nextRun(int minutes) {
        return now().plus(minutes, ChronoUnit.MINUTES);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static HuntId parse(String id) {
        return HuntId.parse(id).orElseThrow(() -> notFound(id));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("hunt", id);
    }
}
