package io.watchfloor.search.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.search.event.SourceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Places, lists and releases legal holds. A hold is in force when it is answered. */
@ApplicationScoped
public class LegalHoldService {
    private static final int MOST_IN_FORCE = 1_000;
    private static final String SCOPE = "legal-holds/";

    private final TenantDatabase database;
    private final RetentionRepository retention;
    private final LegalHoldRepository holds;
    private final SourceConfig sources;
    private final AuditTrail audit;
    private final CursorCodec cursors;
    private final IdGenerator ids;
    private final Clock clock;

    // Each is one part of a use case: two tables, what may be named, the record of it, pages, and what is new of a
    // hold.
    LegalHoldService(
            TenantDatabase database,
            RetentionRepository retention,
            LegalHoldRepository holds,
            SourceConfig sources,
            AuditTrail audit,
            CursorCodec cursors,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.retention = retention;
        this.holds = holds;
        this.sources = sources;
        this.audit = audit;
        this.cursors = cursors;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<LegalHold> create(Caller caller, LegalHoldRequest request) {
        LegalHold hold = hold(caller, request);
        return database.inTenant(
                caller.tenant(),
                connection -> retention
                        .lock(connection, caller.tenant())
                        .chain(() -> requireRoom(connection))
                        .chain(() -> holds.insert(connection, caller.tenant(), hold))
                        .chain(() -> audit.changed(connection, caller, List.of(RetentionAudit.created(hold))))
                        .replaceWith(hold));
    }

    Uni<Page<LegalHold>> list(TenantId tenant, @Nullable Boolean inForce, int limit, @Nullable String cursor) {
        String scope = SCOPE + inForce;
        UUID after = cursor == null
                ? null
                : UUID.fromString(cursors.decode(tenant, scope, cursor).getFirst());
        return database.inTenant(tenant, connection -> holds.list(connection, inForce, after, limit + 1))
                .map(read -> cursors.page(
                        tenant,
                        scope,
                        read,
                        limit,
                        hold -> List.of(hold.holdId().toString())));
    }

    Uni<LegalHold> get(TenantId tenant, String id) {
        UUID hold = parse(id);
        return database.inTenant(tenant, connection -> holds.find(connection, hold))
                .map(found -> found.orElseThrow(() -> notFound(id)));
    }

    /** Ends a hold; 409 when it was ended before. */
    Uni<LegalHold> release(Caller caller, String id, String reason) {
        UUID hold = parse(id);
        return database.inTenant(
                caller.tenant(),
                connection -> holds.lock(connection, hold)
                        .map(found -> found.orElseThrow(() -> notFound(id)))
                        .invoke(LegalHoldService::requireInForce)
                        .chain(before -> holds.release(connection, caller, hold, reason.strip(), now()))
                        .call(after ->
                                audit.changed(connection, caller, List.of(RetentionAudit.released(after, reason)))));
    }

    private LegalHold hold(Caller caller, LegalHoldRequest request) {
        if (request.source() != null && !sources.known().contains(request.source())) {
            throw ProblemException.invalid("/source", "unknown_source", "A source is one of " + sources.list());
        }
        Instant from = instant("/from", request.from());
        Instant to = instant("/to", request.to());
        if (from != null && to != null && from.isAfter(to)) {
            throw ProblemException.invalid("/from", "invalid_time_range", "from is not after to");
        }
        return new LegalHold(
                ids.next(),
                request.reason().strip(),
                request.source(),
                from,
                to,
                now(),
                caller.subject(),
                null,
                null,
                null);
    }

    private static @Nullable Instant instant(String at, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    at, "invalid_time", "A time is written as in 2026-01-31T10:15:30Z (RFC 3339)");
        }
    }

    private Uni<Void> requireRoom(SqlConnection connection) {
        return holds.inForce(connection)
                .invoke(inForce -> {
                    if (inForce.size() >= MOST_IN_FORCE) {
                        throw new ProblemException(
                                CommonProblem.CONFLICT,
                                "There are " + MOST_IN_FORCE + " holds in force; release one first");
                    }
                })
                .replaceWithVoid();
    }

    private static void requireInForce(LegalHold hold) {
        if (hold.releasedAt() != null) {
            throw new ProblemException(
                    RetentionProblem.HOLD_RELEASED,
                    "The hold was released at " + hold.releasedAt() + " by " + hold.releasedBy());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound(id);
        }
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("legal hold", id);
    }
}
