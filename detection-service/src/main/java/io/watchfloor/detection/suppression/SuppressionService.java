package io.watchfloor.detection.suppression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.detection.rule.MergePatch;
import io.watchfloor.detection.rule.RuleId;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes, changes and lifts suppressions: stored, announced and audited in one transaction. */
@ApplicationScoped
class SuppressionService {
    private final TenantDatabase database;
    private final SuppressionRepository repository;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final ObjectMapper mapper;
    private final Validator validator;
    private final IdGenerator ids;
    private final Clock clock;

    // Storage, announcement, audit and shape, as of rules: each collaborator is one of those.
    SuppressionService(
            TenantDatabase database,
            SuppressionRepository repository,
            Outbox outbox,
            AuditTrail audit,
            ObjectMapper mapper,
            Validator validator,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.outbox = outbox;
        this.audit = audit;
        this.mapper = mapper;
        this.validator = validator;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores a new suppression of a rule that exists. */
    Uni<StoredSuppression> create(Caller caller, RuleId rule, SuppressionSpec written) {
        StoredSuppression.Change now = change(caller);
        SuppressionSpec spec = written.complete(now.at());
        SuppressionGate.check(caller, spec);
        StoredSuppression created =
                StoredSuppression.created(caller.tenant(), new SuppressionId(ids.next()), rule, spec, now);
        return database.inTenant(
                        caller.tenant(),
                        connection -> repository
                                .insert(connection, created)
                                .chain(() -> announce(connection, caller, created, "suppression.created")))
                .replaceWith(created);
    }

    /** Applies a JSON merge patch (RFC 7386); {@code expected} is the version the caller has seen, if it says. */
    Uni<StoredSuppression> patch(
            Caller caller, RuleId rule, SuppressionId id, ObjectNode patch, @Nullable Integer expected) {
        return database.inTenant(
                caller.tenant(),
                connection -> locked(connection, rule, id)
                        .map(stored -> patched(caller, stored, patch, expected))
                        .call(changed -> repository.update(connection, changed))
                        .call(changed -> announce(connection, caller, changed, "suppression.changed")));
    }

    /** Lifts a suppression; one that is lifted stays as it is. It is kept, with its hits. */
    Uni<StoredSuppression> revoke(Caller caller, RuleId rule, SuppressionId id) {
        return database.inTenant(
                caller.tenant(),
                connection -> locked(connection, rule, id)
                        .chain(stored -> stored.revoked() != null
                                ? Uni.createFrom().item(stored)
                                : revoke(connection, caller, stored.revoked(change(caller)))));
    }

    private Uni<StoredSuppression> revoke(SqlConnection connection, Caller caller, StoredSuppression revoked) {
        return repository
                .update(connection, revoked)
                .chain(() -> announce(connection, caller, revoked, "suppression.revoked"))
                .replaceWith(revoked);
    }

    /** The suppression of that rule, or 404. */
    Uni<StoredSuppression> get(Caller caller, RuleId rule, SuppressionId id) {
        return database.inTenant(caller.tenant(), connection -> repository.find(connection, rule, id))
                .map(found -> found.orElseThrow(() -> notFound(id)));
    }

    /** A stretch of a rule's suppressions, newest first. */
    Uni<List<StoredSuppression>> list(Caller caller, SuppressionRepository.Wanted wanted) {
        return database.inTenant(caller.tenant(), connection -> repository.list(connection, wanted));
    }

    private Uni<StoredSuppression> locked(SqlConnection connection, RuleId rule, SuppressionId id) {
        return repository.lock(connection, rule, id).map(found -> found.orElseThrow(() -> notFound(id)));
    }

    private StoredSuppression patched(
            Caller caller, StoredSuppression stored, ObjectNode patch, @Nullable Integer expected) {
        if (expected != null && expected != stored.version()) {
            throw new ProblemException(
                    CommonProblem.STALE, "The suppression is at version " + stored.version() + ", not " + expected);
        }
        if (stored.revoked() != null) {
            throw new ProblemException(
                    SuppressionProblem.SUPPRESSION_REVOKED, "A revoked suppression stays as it is: make a new one");
        }
        SuppressionSpec next =
                merged(stored.spec(), patch).complete(stored.contract().startsAt());
        SuppressionGate.check(caller, next);
        return stored.changedTo(next, change(caller));
    }

    private SuppressionSpec merged(SuppressionSpec spec, ObjectNode patch) {
        JsonNode merged = MergePatch.apply(ContractJson.mapper().valueToTree(spec), patch);
        try {
            SuppressionSpec next = mapper.treeToValue(merged, SuppressionSpec.class);
            var violations = validator.validate(next);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return next;
        } catch (JsonProcessingException e) {
            throw MergePatch.refused(e);
        }
    }

    private StoredSuppression.Change change(Caller caller) {
        return new StoredSuppression.Change(clock.instant(), caller.subject());
    }

    private Uni<Void> announce(SqlConnection connection, Caller caller, StoredSuppression suppression, String action) {
        Map<String, String> details = Map.of(
                "rule_id", suppression.rule().toString(),
                "version", Integer.toString(suppression.version()),
                "reason", suppression.spec().reason(),
                "scope", String.valueOf(suppression.spec().scope()).toLowerCase(java.util.Locale.ROOT),
                "criteria",
                        ContractJson.mapper()
                                .valueToTree(suppression.contract().criteria())
                                .toString(),
                "starts_at", ContractJson.MILLIS.format(suppression.contract().startsAt()),
                "ends_at", ContractJson.MILLIS.format(suppression.spec().endsAt()));
        return outbox.append(connection, List.of(SuppressionEvents.changed(suppression)))
                .chain(() -> audit.changed(
                        connection, caller, action, suppression.id().toString(), details));
    }

    private static ProblemException notFound(SuppressionId id) {
        return ProblemException.notFound("suppression", id.toString());
    }
}
