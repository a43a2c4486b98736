package io.watchfloor.detection.schedule;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final RunService runs;
    private final ScheduleConfig config;
    private final Clock clock;
    private final AtomicInteger running = new AtomicInteger();

    Scheduler(TenantDatabase database, ClaimRepository claims, RunService runs, ScheduleConfig config, Clock clock) {
        this.database = database;
        this.claims = claims;
        this.runs = runs;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1s", identity = "rule-schedule", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        return runDue().onFailure()
                .invoke(e -> LOG.warnf("Due rules not taken, will retry cause=%s", e.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Ends dead runs, takes due rules and runs them; completes with their records. */
    Uni<List<RuleRun>> runDue() {
        Instant now = clock.instant();
        int room = config.concurrentRuns() - running.get();
        return database.asSystem(connection -> claims.abandon(connection, now)
                        .chain(() -> room <= 0
                                ? Uni.createFrom().item(List.<Claim>of())
                                : claims.claim(connection, now, config.lease(), room)))
                .chain(this::runAll);
    }

    private Uni<List<RuleRun>> runAll(List<Claim> claimed) {
        running.addAndGet(claimed.size());
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUniAndMerge(claim -> runs.runScheduled(claim).eventually(running::decrementAndGet))
                .collect()
                .asList();
    }
}
