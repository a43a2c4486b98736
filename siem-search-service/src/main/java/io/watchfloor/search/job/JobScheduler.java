package io.watchfloor.search.job;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.schedule.DueWork;
import io.watchfloor.search.job.JobClaims.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes the jobs that wait, as many as this instance has room for, and forgets old ones. What waits stands in the database. */
@ApplicationScoped
public class JobScheduler {
    private static final Logger LOG = Logger.getLogger(JobScheduler.class);

    private final TenantDatabase database;
    private final JobClaims claims;
    private final JobRunner runner;
    private final RunningJobs running;
    private final DueWork<Claim> due;

    JobScheduler(TenantDatabase database, JobClaims claims, JobRunner runner, RunningJobs running) {
        this.database = database;
        this.claims = claims;
        this.runner = runner;
        this.running = running;
        this.due = new DueWork<>("search jobs", this::take, done -> claim(1), this::run);
    }

    @Scheduled(every = "1s", identity = "search-jobs", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        return due.tick();
    }

    @Scheduled(every = "5m", identity = "search-job-expiry", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> expire() {
        return database.asSystem(claims::expire)
                .invoke(jobs -> LOG.debugf("Old search jobs deleted jobs=%d", jobs))
                .replaceWithVoid();
    }

    private Uni<List<Claim>> take() {
        return database.asSystem(claims::giveUp).chain(() -> claim(running.room()));
    }

    private Uni<List<Claim>> claim(int most) {
        return most == 0
                ? Uni.createFrom().item(List.of())
                : database.asSystem(connection -> claims.claim(connection, most))
                        .invoke(claimed -> claimed.forEach(claim -> running.begin(claim.job())));
    }

    private Uni<Void> run(Claim claim) {
        return runner.run(claim)
                .onFailure()
                .invoke(e -> LOG.warnf("Search job not let go job=%s cause=%s", claim.job(), e.toString()))
                .onFailure()
                .recoverWithNull()
                .eventually(() -> running.end(claim.job()));
    }
}
