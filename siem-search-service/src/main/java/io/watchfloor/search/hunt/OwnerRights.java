package io.watchfloor.search.hunt;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.identity.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * What owners of hunts may do now, as their newest token says: the table {@code siem_hunt_owners}. A scheduled hunt runs
 * with that, never with more: its owner may search, and was here not too long ago.
 */
@ApplicationScoped
public class OwnerRights {
    private static final Logger LOG = Logger.getLogger(OwnerRights.class);

    /** Who holds one of them may search events. */
    private static final Set<String> SEARCHING =
            new TreeSet<>(Set.of(Roles.ANALYST, Roles.HUNTER, Roles.DETECTION_ENGINEER, Roles.RESPONDER, Roles.ADMIN));

    private static final String NOTE = """
            insert into siem_hunt_owners as o (tenant_id, subject, roles, teams, token_at, seen_at)
            values ($1, $2, $3, $4, $5, now())
            on conflict (tenant_id, subject) do update
            set roles = excluded.roles, teams = excluded.teams, token_at = excluded.token_at, seen_at = now()
            where o.token_at <= excluded.token_at
            """;
    private static final String REFRESH = """
            update siem_hunt_owners o
            set roles = s.roles, teams = s.teams, token_at = s.token_at, seen_at = now()
            from jsonb_to_recordset($1::text::jsonb)
                 as s(tenant_id text, subject text, roles text[], teams text[], token_at timestamptz)
            where o.tenant_id = s.tenant_id and o.subject = s.subject and o.token_at <= s.token_at
              and (o.token_at < s.token_at or o.roles <> s.roles or o.teams <> s.teams
                   or o.seen_at < now() - interval '1 minute')
            """;

    private final TenantDatabase database;
    private final SeenTokens tokens;
    private final HuntConfig config;
    private final Clock clock;

    OwnerRights(TenantDatabase database, SeenTokens tokens, HuntConfig config, Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Holds for the rows of {@code siem_hunts h} whose owner may run them: takes two parameters, the searching roles as
     * {@link #searchingRoles} and the longest silence in milliseconds.
     */
    static String mayRun(String roles, String silence) {
        return """
                exists (select 1 from siem_hunt_owners o where o.tenant_id = h.tenant_id and o.subject = h.created_by
                        and o.roles && %s::text[] and o.seen_at > now() - %s::bigint * interval '1 millisecond')
                """.formatted(roles, silence);
    }

    static String[] searchingRoles() {
        return SEARCHING.toArray(String[]::new);
    }

    /** Why the hunt does not run by itself; empty when nothing keeps it from it. */
    Optional<String> objection(Hunt hunt) {
        Hunt.Owner owner = hunt.owner();
        if (Collections.disjoint(owner.roles(), SEARCHING)) {
            return Optional.of("its owner " + owner.subject() + " may not search events any more");
        }
        if (!owner.seenAt().isAfter(clock.instant().minus(config.ownerSilence()))) {
            return Optional.of("its owner " + owner.subject() + " has not been here since "
                    + owner.seenAt().truncatedTo(ChronoUnit.SECONDS));
        }
        return Optional.empty();
    }

    /** Notes what the caller may do now; in the tenant's transaction. */
    Uni<Void> note(SqlConnection connection, Caller caller) {
        SeenTokens.Seen seen = tokens.of(caller);
        return connection
                .preparedQuery(NOTE)
                .execute(Tuple.of(
                        seen.tenantId(),
                        seen.subject(),
                        seen.roles().toArray(String[]::new),
                        seen.teams().toArray(String[]::new),
                        seen.tokenAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Brings the owners up to what their tokens said since the last round. */
    @Scheduled(every = "2s", identity = "hunt-owners", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> refresh() {
        List<SeenTokens.Seen> seen = tokens.drain();
        if (seen.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String json = new String(ContractJson.write(seen), StandardCharsets.UTF_8);
        return database.asSystem(connection -> connection.preparedQuery(REFRESH).execute(Tuple.of(json)))
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("Rights of hunt owners not noted cause=%s", e.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
