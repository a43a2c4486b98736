package io.watchfloor.search.hunt;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.schedule.DueWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes the hunts that are due, as many as this instance has room for, each second and whenever a run ends, and runs them.
 * What is due stands in the database, so a restart, or another instance, goes on with it.
 */
@ApplicationScoped
public class HuntScheduler {
    private static final Logger LOG = Logger.getLogger(HuntScheduler.class);

    private final TenantDatabase database;
    private final HuntClaimRepository claims;
    private final ScheduledHunts runs;
    private final RunningHunts running;
    private final HuntConfig config;
    private final DueWork<HuntClaim> due;
    private volatile long lastBeat = System.nanoTime();

    HuntScheduler(
            TenantDatabase database,
            HuntClaimRepository claims,
            ScheduledHunts runs,
            RunningHunts running,
            HuntConfig config) {
        this.database = database;
        this.claims = claims;
        this.runs = runs;
        this.running = running;
        this.config = config;
        this.due = new DueWork<>("hunts", this::take, done -> claim(1), this::run);
    }

    /** Runs go on when the next tick comes; taking hunts does not overlap with itself. */
    @Scheduled(every = "1s", identity = "hunt-schedule", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        return due.tick();
    }

    private Uni<List<HuntClaim>> take() {
        return beat().chain(() -> database.asSystem(claims::abandon)).chain(() -> claim(config.concurrentRuns()));
    }

    /** In a transaction of its own: leases are renewed also when claiming fails. */
    private Uni<Void> beat() {
        Set<UUID> mine = running.ids();
        long since = System.nanoTime() - lastBeat;
        if (mine.isEmpty() || since < config.lease().toNanos() / 4) {
            return Uni.createFrom().voidItem();
        }
        return database.asSystem(connection -> claims.beat(connection, mine))
                .invoke(() -> lastBeat = System.nanoTime());
    }

    /** Takes at most this many due hunts, if there is room for them. */
    private Uni<List<HuntClaim>> claim(int most) {
        int places = running.reserve(most);
        if (places == 0) {
            return Uni.createFrom().item(List.of());
        }
        return database.asSystem(connection -> claims.claim(connection, places))
                .invoke(claimed -> claimed.forEach(claim -> running.begin(claim.runId())))
                .eventually(() -> running.giveBack(places));
    }

    /** A record that cannot be closed now is closed as abandoned later; the other runs go on. */
    private Uni<Void> run(HuntClaim claim) {
        return runs.run(claim)
                .onFailure()
                .invoke(e -> LOG.warnf("Run not closed run=%s cause=%s", claim.runId(), e.toString()))
                .onFailure()
                .recoverWithNull()
                .eventually(() -> running.end(claim.runId()));
    }
}
