package io.watchfloor.detection.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.rules.match.RuleError;
import io.watchfloor.rules.ruletest.RuleTrial;
import io.watchfloor.rules.sigma.SigmaUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes rules of many Sigma documents: decides on each, then stores, announces and audits all in one transaction. */
@ApplicationScoped
public class RuleImport {
    private final TenantDatabase database;
    private final RuleRepository repository;
    private final TestStatusRepository statuses;
    private final RuleShape shape;
    private final ActiveRules active;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    // One use case of RuleService for many rules at once, with the same steps.
    RuleImport(
            TenantDatabase database,
            RuleRepository repository,
            TestStatusRepository statuses,
            RuleShape shape,
            ActiveRules active,
            Outbox outbox,
            AuditTrail audit,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.statuses = statuses;
        this.shape = shape;
        this.active = active;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What to do about being enabled.
     *
     * @param enable enables what may be enabled; otherwise new rules are disabled and others stay as they are
     * @param allowUntested whether rules without test cases may be enabled
     */
    public record Mode(boolean enable, boolean allowUntested) {}

    /**
     * Documents that become, or are, the rule of this id.
     *
     * @param text the documents as they are stored
     */
    public record Draft(RuleId id, SigmaUnit unit, String text) {}

    /** The rules that have the ids of drafts. */
    public Uni<Map<RuleId, KnownRule>> known(Caller caller, Collection<RuleId> ids) {
        return database.inTenant(caller.tenant(), connection -> repository.known(connection, caller, ids));
    }

    /** What storing the draft would do; without I/O, some hundred microseconds of work. */
    public ImportDecision decide(Caller caller, Draft draft, @Nullable KnownRule known, Mode mode) {
        List<RuleError> conflicts = known == null ? List.of() : known.objections(caller);
        if (!conflicts.isEmpty()) {
            return new ImportDecision.Refused(conflicts);
        }
        try {
            RuleTrial trial = SigmaText.trial(draft.unit());
            return known == null ? created(caller, draft, trial, mode) : changed(caller, draft, known, trial, mode);
        } catch (ProblemException e) {
            return ImportDecision.Refused.of(e);
        } catch (ConstraintViolationException e) {
            return ImportDecision.Refused.of(e);
        }
    }

    private ImportDecision created(Caller caller, Draft draft, RuleTrial trial, Mode mode) {
        ObjectNode written = JsonNodeFactory.instance.objectNode().put("rule_type", "sigma");
        written.put("sigma", draft.text()).put("enabled", mode.enable() && mayRun(trial, mode));
        RuleSpec spec = shape.sigma(written, draft.unit().top().header());
        Rule rule = Rule.created(
                caller,
                draft.id(),
                spec,
                RuleService.nextRun(new RuleDefaults(spec), clock.instant()),
                clock.instant());
        return new ImportDecision.Stored(rule, ImportDecision.Outcome.CREATED, trial);
    }

    private ImportDecision changed(Caller caller, Draft draft, KnownRule known, RuleTrial trial, Mode mode) {
        RuleSpec before = known.rule().spec();
        boolean wasEnabled = known.rule().effective().enabled();
        ObjectNode written = SigmaMetadata.stripped(RuleShape.tree(before));
        written.put("sigma", draft.text());
        if (mode.enable() && !wasEnabled) {
            written.put("enabled", mayRun(trial, mode));
        }
        RuleSpec spec = shape.sigma(written, draft.unit().top().header());
        if (spec.equals(before)) {
            return new ImportDecision.Stored(known.rule(), ImportDecision.Outcome.UNCHANGED, trial);
        }
        if (wasEnabled && !EnableGate.isRunning(before, spec) && !mayRun(trial, mode)) {
            return new ImportDecision.Refused(EnableGate.objections(trial));
        }
        Rule.Change now = new Rule.Change(clock.instant(), caller.subject());
        Rule rule = known.rule().changedTo(spec, RuleService.nextRunAfterChange(known.rule(), spec, now.at()), now);
        return new ImportDecision.Stored(rule, ImportDecision.Outcome.UPDATED, trial);
    }

    private static boolean mayRun(RuleTrial trial, Mode mode) {
        return switch (trial.result()) {
            case PASSED -> true;
            case UNTESTED -> mode.allowUntested();
            case FAILED -> false;
        };
    }

    /** Stores what changes; all of it is active here when this completes. 409 when a rule was changed since it was read. */
    public Uni<Void> store(Caller caller, List<ImportDecision.Stored> decisions) {
        List<ImportDecision.Stored> changes = decisions.stream()
                .filter(stored -> stored.outcome() != ImportDecision.Outcome.UNCHANGED)
                .toList();
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Rule> rules = changes.stream().map(ImportDecision.Stored::rule).toList();
        Map<RuleId, @Nullable TestStatus> tested = new HashMap<>();
        changes.forEach(change -> tested.put(change.rule().id(), TestStatus.of(Optional.of(change.trial()))));
        return database.inTenant(
                        caller.tenant(),
                        connection -> repository
                                .store(connection, caller, rules)
                                .chain(() -> statuses.store(connection, tested))
                                .chain(() -> outbox.append(
                                        connection,
                                        rules.stream().map(RuleEvents::changed).toList()))
                                .chain(() -> audit.changed(connection, caller, audited(changes))))
                .chain(active::refresh);
    }

    private static List<AuditTrail.Change> audited(List<ImportDecision.Stored> changes) {
        return changes.stream()
                .map(change -> new AuditTrail.Change(
                        change.outcome() == ImportDecision.Outcome.CREATED ? "rule.created" : "rule.changed",
                        change.rule().id().toString(),
                        Map.of(
                                "version",
                                Integer.toString(change.rule().version()),
                                "enabled",
                                Boolean.toString(change.rule().effective().enabled()),
                                "tests",
                                change.trial().result().name().toLowerCase(java.util.Locale.ROOT),
                                "by",
                                "import")))
                .toList();
    }
}
