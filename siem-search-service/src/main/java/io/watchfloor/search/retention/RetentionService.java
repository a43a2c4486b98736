package io.watchfloor.search.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.event.SourceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and sets how long a tenant's events are kept. */
@ApplicationScoped
public class RetentionService {
    private final TenantDatabase database;
    private final RetentionRepository retention;
    private final SourceConfig sources;
    private final RetentionConfig config;
    private final AuditTrail audit;
    private final Clock clock;

    RetentionService(
            TenantDatabase database,
            RetentionRepository retention,
            SourceConfig sources,
            RetentionConfig config,
            AuditTrail audit,
            Clock clock) {
        this.database = database;
        this.retention = retention;
        this.sources = sources;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
    }

    Uni<RetentionPolicy> get(TenantId tenant) {
        return database.inTenant(tenant, connection -> retention.policy(connection, tenant));
    }

    /** Sets the policy; 412 when {@code ifMatch} is not its present version. */
    Uni<RetentionPolicy> set(Caller caller, RetentionRequest request, @Nullable String ifMatch) {
        Map<String, Integer> days = request.sources() == null ? Map.of() : request.sources();
        days.forEach(this::check);
        if (request.defaultDays() != null) {
            requireLongEnough("/default_days", request.defaultDays());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.inTenant(
                caller.tenant(),
                connection -> retention
                        .lock(connection, caller.tenant())
                        .chain(() -> retention.policy(connection, caller.tenant()))
                        .invoke(before -> requireFresh(before, ifMatch))
                        .chain(before -> store(
                                connection,
                                caller,
                                before,
                                new RetentionPolicy(
                                        before.version() + 1, request.defaultDays(), days, now, caller.subject()))));
    }

    private Uni<RetentionPolicy> store(
            SqlConnection connection, Caller caller, RetentionPolicy before, RetentionPolicy after) {
        return retention
                .store(connection, caller.tenant(), after)
                .chain(() ->
                        audit.changed(connection, caller, List.of(RetentionAudit.set(caller.tenant(), before, after))))
                .replaceWith(after);
    }

    private static void requireFresh(RetentionPolicy policy, @Nullable String ifMatch) {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(policy.etag())) {
            throw new ProblemException(
                    CommonProblem.STALE, "The policy is at version " + policy.version() + ", not " + ifMatch);
        }
    }

    private void check(String source, int days) {
        String at = "/sources/" + source;
        if (!sources.known().contains(source)) {
            throw ProblemException.invalid(at, "unknown_source", "A source is one of " + sources.list());
        }
        requireLongEnough(at, days);
    }

    private void requireLongEnough(String at, int days) {
        if (days < config.leastDays()) {
            String sentence = "Events are kept for at least " + config.leastDays() + " days";
            throw new ProblemException(RetentionProblem.RETENTION_TOO_SHORT, sentence).at(at, "too_short", sentence);
        }
    }
}
