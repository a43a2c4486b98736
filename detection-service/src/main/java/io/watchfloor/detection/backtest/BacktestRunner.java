package io.watchfloor.detection.backtest;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.RuleRepository;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.rules.match.InvalidRuleException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Works on a claimed back-test from its beginning to its end. */
@ApplicationScoped
public class BacktestRunner {
    private static final Logger LOG = Logger.getLogger(BacktestRunner.class);

    /** How often a stretch is tried again while the search service is away: a minute or so. */
    private static final int PATIENCE = 12;

    private final TenantDatabase database;
    private final RuleRepository rules;
    private final ClaimedRepository claims;
    private final Player player;

    BacktestRunner(TenantDatabase database, RuleRepository rules, ClaimedRepository claims, Player player) {
        this.database = database;
        this.rules = rules;
        this.claims = claims;
        this.player = player;
    }

    private record Loaded(ActiveRule rule, ClaimedRepository.Work work) {}

    /** Never fails for the rule's or the search service's sake: the record says what happened. */
    Uni<Void> run(Execution execution) {
        return load(execution.claim())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(loaded -> execution.playing(playback(loaded, execution)))
                .chain(playback -> player.play(playback, PATIENCE))
                .chain(playback -> playback.isDone()
                        ? finish(execution, Backtest.State.SUCCEEDED, null)
                        : finish(execution, Backtest.State.FAILED, "it took longer than watchfloor.backtest.time"))
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "Back-test failed tenant=%s backtest=%s cause=%s",
                        execution.claim().tenant(), execution.claim().id(), e.toString()))
                .onFailure()
                .recoverWithUni(e -> finish(execution, Backtest.State.FAILED, reason(e)));
    }

    private Uni<Loaded> load(BacktestClaim claim) {
        return database.inTenant(
                claim.tenant(),
                connection -> claims.load(connection, claim)
                        .chain(work -> rules.find(connection, work.rule())
                                .map(found -> found.orElseThrow(() -> new IllegalStateException("the rule is gone")))
                                .map(rule -> rule.as(work.version(), work.logicVersion(), work.spec()))
                                .map(rule -> new Loaded(ActiveRule.of(rule), work))));
    }

    private Playback playback(Loaded loaded, Execution execution) {
        return new Playback(
                loaded.rule(), loaded.work().range(), loaded.work().matches(), player.limits(), execution::isHalted);
    }

    private Uni<Void> finish(Execution execution, Backtest.State state, @Nullable String error) {
        BacktestClaim claim = execution.claim();
        return database.inTenant(
                        claim.tenant(), connection -> claims.finish(connection, claim, state, execution.seen(), error))
                .replaceWithVoid();
    }

    /** What the record says of a failure: its kind, and no more of its message than is ours. */
    private static String reason(Throwable failure) {
        return switch (failure) {
            case StoredEvents.TooMuchException ours -> String.valueOf(ours.getMessage());
            case ProblemException ours -> String.valueOf(ours.getMessage());
            case TooManyHitsException ours -> String.valueOf(ours.getMessage());
            case InvalidRuleException invalid -> "the rule cannot run: " + invalid.getMessage();
            case WebApplicationException refused ->
                "the search service answered " + refused.getResponse().getStatus();
            default ->
                Player.isPassing(failure)
                        ? "the search service does not answer"
                        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        };
    }
}
