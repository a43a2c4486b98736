package io.watchfloor.detection.backtest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.RuleDrafts;
import io.watchfloor.detection.rule.RuleService;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.page.CursorCodec;
import io.watchfloor.platform.page.Page;
import io.watchfloor.platform.problem.CommonProblem;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.rules.match.InvalidRuleException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders back-tests, finds them and cancels them. */
@ApplicationScoped
public class BacktestService {
    private final RuleService rules;
    private final RuleDrafts drafts;
    private final BacktestRepository repository;
    private final TenantDatabase database;
    private final CursorCodec cursors;
    private final AuditTrail audit;
    private final BacktestConfig config;
    private final IdGenerator ids;
    private final Clock clock;

    // An order touches rule, record and audit: each collaborator is one of those.
    BacktestService(
            RuleService rules,
            RuleDrafts drafts,
            BacktestRepository repository,
            TenantDatabase database,
            CursorCodec cursors,
            AuditTrail audit,
            BacktestConfig config,
            IdGenerator ids,
            Clock clock) {
        this.rules = rules;
        this.drafts = drafts;
        this.repository = repository;
        this.database = database;
        this.cursors = cursors;
        this.audit = audit;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores the order; it is begun within a second or two when there is room. */
    Uni<Backtest> order(Caller caller, String ruleId, BacktestRequest request) {
        var range = Ranges.checked("/", request.range(clock.instant(), config.range()), config.longestRange());
        return rules.get(caller, ruleId)
                .chain(rule -> version(caller, rule, request))
                .map(rule -> compiled(rule).rule())
                .map(rule -> new BacktestDraft(ids.next(), rule, request.rule() != null, range, request.matches()))
                .chain(draft -> database.inTenant(caller.tenant(), connection -> store(connection, caller, draft)));
    }

    private Uni<Rule> version(Caller caller, Rule rule, BacktestRequest request) {
        if (request.rule() != null) {
            return Uni.createFrom().item(drafts.changed(caller, rule, request.rule(), "/rule"));
        }
        return request.version() == null
                ? Uni.createFrom().item(rule)
                : drafts.version(caller, rule, request.version());
    }

    /** The rule, ready; 422 when it was stored when rules could be what they can no longer be. */
    static ActiveRule compiled(Rule rule) {
        try {
            return ActiveRule.of(rule);
        } catch (InvalidRuleException e) {
            ProblemException problem = new ProblemException(CommonProblem.UNPROCESSABLE, "The rule cannot run", e);
            e.errors().forEach(error -> problem.at(error.pointer(), error.code(), error.message()));
            throw problem;
        }
    }

    private Uni<Backtest> store(SqlConnection connection, Caller caller, BacktestDraft draft) {
        Map<String, String> details = Map.of(
                "rule_id", draft.rule().id().toString(),
                "from", draft.range().from().toString(),
                "to", draft.range().to().toString());
        return repository
                .open(connection)
                .invoke(this::requireRoom)
                .chain(() -> repository.insert(connection, caller, draft))
                .chain(() -> audit.changed(
                        connection, caller, "backtest.ordered", draft.id().toString(), details))
                .chain(() -> find(connection, caller, draft.id()));
    }

    private void requireRoom(long open) {
        if (open >= config.openPerTenant()) {
            throw new ProblemException(
                            CommonProblem.TOO_MANY_REQUESTS,
                            "At most " + config.openPerTenant()
                                    + " back-tests wait or run at once: cancel some or wait")
                    .header("Retry-After", "30");
        }
    }

    /** The back-test; 404 also when the caller may not see its rule. */
    Uni<Backtest> get(Caller caller, UUID id) {
        return database.inTenant(caller.tenant(), connection -> find(connection, caller, id));
    }

    private Uni<Backtest> find(SqlConnection connection, Caller caller, UUID id) {
        return repository
                .find(connection, caller, id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("back-test", id.toString())));
    }

    /** The rule's back-tests, newest first. */
    Uni<Page<Backtest>> list(Caller caller, String ruleId, int limit, @Nullable String cursor) {
        return rules.get(caller, ruleId).chain(rule -> {
            String scope = "backtests of " + rule.id();
            UUID after = cursor == null
                    ? null
                    : UUID.fromString(
                            cursors.decode(caller.tenant(), scope, cursor).getFirst());
            return database.inTenant(
                            caller.tenant(),
                            connection -> repository.list(connection, caller, rule.id(), after, limit + 1))
                    .map(read -> cursors.page(
                            caller.tenant(),
                            scope,
                            read,
                            limit,
                            each -> List.of(each.backtestId().toString())));
        });
    }

    /** Ends a back-test that waits or runs; 409 when it is over for another reason. */
    Uni<Backtest> cancel(Caller caller, UUID id) {
        return database.inTenant(
                caller.tenant(),
                connection -> find(connection, caller, id)
                        .chain(() -> repository.cancel(connection, id))
                        .call(cancelled -> cancelled
                                ? audit.changed(connection, caller, "backtest.cancelled", id.toString(), Map.of())
                                : Uni.createFrom().voidItem())
                        .chain(() -> find(connection, caller, id))
                        .invoke(BacktestService::requireCancelled));
    }

    private static void requireCancelled(Backtest backtest) {
        if (backtest.state() != Backtest.State.CANCELLED) {
            throw new ProblemException(CommonProblem.CONFLICT, "The back-test is over already");
        }
    }
}
