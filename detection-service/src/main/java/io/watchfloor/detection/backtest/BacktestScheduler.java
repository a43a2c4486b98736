package io.watchfloor.detection.backtest;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Each second says how far the back-tests here are and takes those that are due, as many as there is room for. What is due
 * stands in the database, so a restart, or another instance, goes on with it.
 */
@ApplicationScoped
public class BacktestScheduler {
    private static final Logger LOG = Logger.getLogger(BacktestScheduler.class);

    private final TenantDatabase database;
    private final ClaimedRepository claims;
    private final BacktestRunner runner;
    private final BacktestConfig config;
    private final Map<UUID, Execution> running = new ConcurrentHashMap<>();
    private final AtomicBoolean claiming = new AtomicBoolean();

    BacktestScheduler(TenantDatabase database, ClaimedRepository claims, BacktestRunner runner, BacktestConfig config) {
        this.database = database;
        this.claims = claims;
        this.runner = runner;
        this.config = config;
    }

    /** Back-tests go on when the next tick comes; taking them does not overlap with itself. */
    @Scheduled(every = "1s", identity = "backtests", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        if (!claiming.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return beat().chain(this::claimDue)
                .onFailure()
                .invoke(e -> LOG.warnf("Back-tests not taken, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithItem(List.of())
                .eventually(() -> claiming.set(false))
                .chain(this::runAll);
    }

    /** Deletes those that are over for long. */
    @Scheduled(every = "1h", identity = "backtest-sweep", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return database.asSystem(connection -> claims.sweep(connection, config.keep()));
    }

    private Uni<Void> beat() {
        return Multi.createFrom()
                .iterable(List.copyOf(running.values()))
                .onItem()
                .transformToUniAndConcatenate(this::beat)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> beat(Execution execution) {
        return database.asSystem(connection -> claims.beat(connection, execution.claim(), config, execution.seen()))
                .invoke(mine -> halt(execution, mine));
    }

    private static void halt(Execution execution, boolean mine) {
        if (!mine) {
            execution.lose();
        }
    }

    private Uni<List<Execution>> claimDue() {
        return database.asSystem(connection -> claims.claim(connection, config, config.concurrent() - running.size()))
                .map(claimed -> claimed.stream().map(this::begin).toList());
    }

    private Execution begin(BacktestClaim claim) {
        Execution execution = new Execution(claim, config.time());
        Execution former = running.put(claim.id(), execution);
        if (former != null) {
            former.lose();
        }
        return execution;
    }

    private Uni<Void> runAll(List<Execution> begun) {
        return Multi.createFrom()
                .iterable(begun)
                .onItem()
                .transformToUniAndMerge(this::run)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** One whose end cannot be written is taken again when its lease is over. */
    private Uni<Void> run(Execution execution) {
        return runner.run(execution)
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "Back-test not ended backtest=%s cause=%s",
                        execution.claim().id(), e.toString()))
                .onFailure()
                .recoverWithNull()
                .eventually(() -> running.remove(execution.claim().id(), execution));
    }
}
