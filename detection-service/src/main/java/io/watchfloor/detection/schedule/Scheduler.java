package io.watchfloor.detection.schedule;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.schedule.DueWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes the rules that are due, as many as this instance has room for, each second and whenever a run ends, and runs them.
 * What is due stands in the database, so a restart, or another instance, goes on with it.
 */
@ApplicationScoped
public class Scheduler {
    private static final Logger LOG = Logger.getLogger(Scheduler.class);

    private final TenantDatabase database;
    private final ClaimRepository claims;
    private final ScheduledRuns runs;
    private final RunningRuns running;
    private final ScheduleConfig config;
    private final DueWork<Claim> due;
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
        this.due = new DueWork<>("rules", this::take, done -> claim(done.lane(), 1), this::run);
    }

    /** Runs go on when the next tick comes; taking rules does not overlap with itself. */
    @Scheduled(every = "1s", identity = "rule-schedule", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        return due.tick();
    }

    private Uni<List<Claim>> take() {
        return beat().chain(this::claimDue);
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
        return database.asSystem(connection -> claims.abandon(connection, config.retryDelay()))
                .chain(() -> claim(Claim.Lane.LIVE, config.concurrentRuns()))
                .chain(live -> claim(Claim.Lane.SLOW, config.slowRuns()).map(slow -> joined(live, slow)));
    }

    /** Takes at most this many due rules of a lane that has room for them. */
    private Uni<List<Claim>> claim(Claim.Lane lane, int most) {
        int places = running.reserve(lane, most);
        if (places == 0) {
            return Uni.createFrom().item(List.of());
        }
        return database.asSystem(connection -> claims.claim(connection, lane, config.lease(), places))
                .invoke(claimed -> claimed.forEach(claim -> running.begin(claim.runId(), lane)))
                .eventually(() -> running.giveBack(lane, places));
    }

    private static List<Claim> joined(List<Claim> live, List<Claim> slow) {
        List<Claim> both = new ArrayList<>(live);
        both.addAll(slow);
        return both;
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
