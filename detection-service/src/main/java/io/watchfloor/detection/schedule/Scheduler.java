package io.watchfloor.detection.schedule;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Each second takes the rules that are due, as many as this instance has room for, and runs them. What is due stands in
 * the database, so a restart, or another instance, goes on with it.
 */
@ApplicationScoped
public class Scheduler {
    private static final Logger LOG = Logger.getLogger(Scheduler.class);

    private final TenantDatabase database;
    private final ClaimRepository claims;
    private final ScheduledRuns runs;
    private final RunningRuns running;
    private final ScheduleConfig config;
    private final AtomicBoolean claiming = new AtomicBoolean();
    private volatile long lastBeat = System.nanoTime();

    Scheduler(
            TenantDatabase database,
            ClaimRepository claims,
            ScheduledRuns runs,
            RunningRuns running,
            ScheduleConfig config) {
        this.database = database;
        this.claims = claims;
        this.runs = runs;
        this.running = running;
        this.config = config;
    }

    /** Runs go on when the next tick comes; taking rules does not overlap with itself. */
    @Scheduled(every = "1s", identity = "rule-schedule", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        if (!claiming.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return beat().chain(this::claimDue)
                .onFailure()
                .invoke(e -> LOG.warnf("Due rules not taken, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithItem(List.of())
                .eventually(() -> claiming.set(false))
                .chain(this::runAll);
    }

    /** In a transaction of its own: leases are renewed also when claiming fails. */
    private Uni<Void> beat() {
        Set<UUID> mine = running.ids();
        long since = System.nanoTime() - lastBeat;
        if (mine.isEmpty() || since < config.lease().toNanos() / 4) {
            return Uni.createFrom().voidItem();
        }
        return database.asSystem(connection -> claims.beat(connection, mine, config.lease()))
                .invoke(() -> lastBeat = System.nanoTime());
    }

    private Uni<List<Claim>> claimDue() {
        return database.asSystem(connection -> claims.abandon(connection, config.retryDelay())
                        .chain(() -> claims.claim(
                                connection, Claim.Lane.LIVE, config.lease(), running.room(Claim.Lane.LIVE)))
                        .chain(live -> claims.claim(
                                        connection, Claim.Lane.SLOW, config.lease(), running.room(Claim.Lane.SLOW))
                                .map(slow -> joined(live, slow))))
                .invoke(claimed -> claimed.forEach(claim -> running.begin(claim.runId(), claim.lane())));
    }

    private static List<Claim> joined(List<Claim> live, List<Claim> slow) {
        List<Claim> both = new ArrayList<>(live);
        both.addAll(slow);
        return both;
    }

    private Uni<Void> runAll(List<Claim> claimed) {
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUniAndMerge(this::run)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** A record that cannot be closed now is closed as abandoned later; the other runs go on. */
    private Uni<Void> run(Claim claim) {
        return runs.run(claim)
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("Run not closed run=%s cause=%s", claim.runId(), e.toString()))
                .onFailure()
                .recoverWithNull()
                .eventually(() -> running.end(claim.runId()));
    }
}
