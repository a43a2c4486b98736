package io.watchfloor.detection.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.rules.ruletest.RuleTrial;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates, changes and finds rules. A change is stored, announced and audited in one transaction, then active here. */
@ApplicationScoped
public class RuleService {
    private final TenantDatabase database;
    private final RuleRepository repository;
    private final ActiveRules active;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final CursorCodec cursors;
    private final RuleShape shape;
    private final TestStatusRepository statuses;
    private final IdGenerator ids;
    private final Clock clock;

    // A use case here touches storage, announcement, audit and shape: ten collaborators, each used by one step.
    RuleService(
            TenantDatabase database,
            RuleRepository repository,
            ActiveRules active,
            Outbox outbox,
            AuditTrail audit,
            CursorCodec cursors,
            RuleShape shape,
            TestStatusRepository statuses,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.active = active;
        this.outbox = outbox;
        this.audit = audit;
        this.cursors = cursors;
        this.shape = shape;
        this.statuses = statuses;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores a new rule, version 1. */
    Uni<Rule> create(Caller caller, ObjectNode written) {
        RuleSpec spec = shape.written(written);
        Optional<RuleTrial> trial = SigmaText.trial(spec);
        EnableGate.require(null, spec, trial);
        Instant now = clock.instant();
        Rule rule = Rule.created(caller, new RuleId(ids.next()), spec, nextRun(new RuleDefaults(spec), now), now);
        return database.inTenant(
                        caller.tenant(),
                        connection -> repository
                                .insert(connection, rule, caller.teams())
                                .chain(() -> keepTests(connection, rule, trial))
                                .chain(() -> announce(connection, caller, rule, "rule.created")))
                .chain(active::refresh)
                .replaceWith(rule);
    }

    private Uni<Void> keepTests(SqlConnection connection, Rule rule, Optional<RuleTrial> trial) {
        return trial.isEmpty()
                ? Uni.createFrom().voidItem()
                : statuses.store(connection, Collections.singletonMap(rule.id(), TestStatus.of(trial)));
    }

    /** Applies a JSON merge patch (RFC 7386); {@code expected} is the version the caller has seen, if it says. */
    Uni<Rule> patch(Caller caller, String id, ObjectNode patch, @Nullable Integer expected) {
        return database.inTenant(
                        caller.tenant(),
                        connection -> repository
                                .lockSeen(connection, caller, parse(id))
                                .map(found -> found.orElseThrow(() -> notFound(id)))
                                .map(rule -> changed(rule, caller, patch, expected))
                                .call(rule -> repository.update(connection, rule, teamsOfOwner(rule, caller)))
                                .call(rule -> keepTests(connection, rule, SigmaText.trial(rule.spec())))
                                .call(rule -> announce(connection, caller, rule, "rule.changed")))
                .call(rule -> active.refresh());
    }

    /** The rule; 404 also when the caller may not see it. Whatever hangs on a rule asks here first. */
    public Uni<Rule> get(Caller caller, String id) {
        RuleId ruleId = parse(id);
        return database.inTenant(caller.tenant(), connection -> repository.findSeen(connection, caller, ruleId))
                .map(found -> found.orElseThrow(() -> notFound(id)));
    }

    /** A page of the rules that the caller sees, newest first. */
    public Uni<Page<Rule>> list(Caller caller, RuleFilter filter, int limit, @Nullable String cursor) {
        String scope = filter.scope();
        RuleId after = cursor == null
                ? null
                : new RuleId(UUID.fromString(
                        cursors.decode(caller.tenant(), scope, cursor).getFirst()));
        return database.inTenant(
                        caller.tenant(), connection -> repository.list(connection, caller, filter, after, limit + 1))
                .map(read -> cursors.page(
                        caller.tenant(),
                        scope,
                        read,
                        limit,
                        rule -> List.of(rule.id().toString())));
    }

    private Rule changed(Rule rule, Caller caller, ObjectNode patch, @Nullable Integer expected) {
        requireRight(rule, caller, rule.spec().sharingMode() != null);
        if (expected != null && expected != rule.version()) {
            throw new ProblemException(
                    CommonProblem.STALE, "The rule is at version " + rule.version() + ", not " + expected);
        }
        RuleSpec next = shape.patched(rule.spec(), patch);
        requireRight(rule, caller, !Sharing.of(next).equals(Sharing.of(rule.spec())));
        EnableGate.require(rule.spec(), next, SigmaText.trial(next));
        Instant now = clock.instant();
        return rule.changedTo(next, nextRunAfterChange(rule, next, now), new Rule.Change(now, caller.subject()));
    }

    /** What is shared, and with whom, is its owner's to change; an administrator may where the rule is seen. */
    private static void requireRight(Rule rule, Caller caller, boolean ownersOnly) {
        if (ownersOnly && !rule.isOwnedBy(caller) && !caller.hasRole(Roles.ADMIN)) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only its owner or an administrator may do this");
        }
    }

    /** A team share follows the owner's teams whenever the owner changes the rule. */
    static @Nullable Set<String> teamsOfOwner(Rule rule, Caller caller) {
        return rule.isOwnedBy(caller) ? caller.teams() : null;
    }

    static @Nullable Instant nextRun(RuleDefaults rule, Instant now) {
        return rule.scheduleEnabled() ? now.plus(Duration.ofMinutes(rule.scheduleIntervalMinutes())) : null;
    }

    /** A change that does not touch the schedule leaves the due time. */
    static @Nullable Instant nextRunAfterChange(Rule rule, RuleSpec next, Instant now) {
        RuleDefaults after = new RuleDefaults(next);
        boolean same = rule.nextRunAt() != null
                && after.scheduleEnabled()
                && after.scheduleIntervalMinutes() == rule.effective().scheduleIntervalMinutes();
        return same ? rule.nextRunAt() : nextRun(after, now);
    }

    private Uni<Void> announce(SqlConnection connection, Caller caller, Rule rule, String action) {
        Map<String, String> details = Map.of("version", Integer.toString(rule.version()));
        return outbox.append(connection, List.of(RuleEvents.changed(rule)))
                .chain(() -> audit.changed(connection, caller, action, rule.id().toString(), details));
    }

    private static RuleId parse(String id) {
        return RuleId.parse(id).orElseThrow(() -> notFound(id));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("rule", id);
    }
}
