package io.watchfloor.search.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.search.job.JobClaims.Claim;
import io.watchfloor.search.job.JobClaims.Progress;
import io.watchfloor.search.search.FoundEvent;
import io.watchfloor.search.search.SearchSteps;
import io.watchfloor.search.search.SearchSteps.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works on a claimed job step by step, for a turn. What a step found and where it ended are one transaction, fenced by the claim's epoch: a
 * crash loses at most the step, and nothing is kept twice.
 */
@ApplicationScoped
class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final int EVENTS_OF_A_STEP = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final TenantDatabase database;
    private final JobClaims claims;
    private final JobPages pages;
    private final RunningJobs running;
    private final SearchSteps search;
    private final JobConfig config;
    private final Clock clock;

    // A step is claimed, searched, kept and can be stopped: each collaborator is one of those.
    JobRunner(
            TenantDatabase database,
            JobClaims claims,
            JobPages pages,
            RunningJobs running,
            SearchSteps search,
            JobConfig config,
            Clock clock) {
        this.database = database;
        this.claims = claims;
        this.pages = pages;
        this.running = running;
        this.search = search;
        this.config = config;
        this.clock = clock;
    }

    /** A turn of a job. Used by one thread at a time. */
    private static final class Turn {
        private final Claim claim;
        private final Instant end;
        private Duration step;
        private boolean over;

        Turn(Claim claim, Instant end, Duration step) {
            this.claim = claim;
            this.end = end;
            this.step = step;
        }

        /** A step that came nowhere was too short for the next stretch of events: it would come nowhere again. */
        void stepped(boolean further) {
            step = further ? step : step.multipliedBy(2);
        }
    }

    /** Does what can be done in a turn. */
    Uni<Void> run(Claim claim) {
        Turn turn = new Turn(claim, clock.instant().plus(config.turn()), config.step());
        return Multi.createBy()
                .repeating()
                .uni(() -> turn, this::step)
                .whilst(any -> !turn.over && clock.instant().isBefore(turn.end))
                .collect()
                .last()
                .chain(() -> release(claim, null))
                .onFailure()
                .recoverWithUni(e -> failed(claim, e));
    }

    private Uni<Turn> step(Turn turn) {
        Claim claim = turn.claim;
        return database.inTenant(claim.tenant(), connection -> claims.held(connection, claim))
                .chain(held -> held.isEmpty() ? over(turn) : search(turn, held.get()));
    }

    private static Uni<Turn> over(Turn turn) {
        turn.over = true;
        return Uni.createFrom().item(turn);
    }

    private Uni<Turn> search(Turn turn, Job job) {
        return search.next(
                        job.tenant(),
                        job.request().search(),
                        job.position(),
                        running.begin(job.id()),
                        new SearchSteps.Most(EVENTS_OF_A_STEP, turn.step))
                .invoke(step -> turn.stepped(!job.position().equals(step.next())))
                .chain(step -> keep(turn, job, step));
    }

    private Uni<Turn> keep(Turn turn, Job job, Step step) {
        boolean room = job.counts().keptBytes() < config.resultBytes();
        int most = room ? Math.max(0, config.results() - job.counts().kept()) : 0;
        List<FoundEvent> kept =
                step.events().subList(0, Math.min(most, step.events().size()));
        Progress progress = progress(job, step, kept.size());
        turn.over = progress.ended();
        return database.inTenant(
                        job.tenant(),
                        connection -> claims.advance(connection, turn.claim, progress)
                                .chain(held -> held
                                        ? pages.add(
                                                connection,
                                                job.id(),
                                                job.counts().kept(),
                                                kept)
                                        : Uni.createFrom().voidItem()))
                .replaceWith(turn);
    }

    private Progress progress(Job job, Step step, int kept) {
        boolean exact = step.next() == null;
        Instant started =
                job.times().started() == null ? clock.instant() : job.times().started();
        boolean late = !exact && started.plus(config.longest()).isBefore(clock.instant());
        Job.Counts counts = new Job.Counts(
                step.matched(),
                job.counts().kept() + kept,
                job.counts().keptBytes() + (kept == 0 ? 0 : step.bytes()),
                exact);
        return new Progress(
                step.next() == null ? job.position() : step.next(),
                step.lookedTo(),
                counts,
                late ? "time" : null,
                exact || late);
    }

    /** Does nothing to a job that ended. */
    private Uni<Void> release(Claim claim, @Nullable String error) {
        return database.inTenant(claim.tenant(), connection -> claims.release(connection, claim, error));
    }

    /** A job that finds no place for its search waits for another turn; any other failure ends it. */
    private Uni<Void> failed(Claim claim, Throwable failure) {
        if (failure instanceof ProblemException problem && problem.type().status() == TOO_MANY_REQUESTS) {
            return release(claim, null);
        }
        LOG.warnf("Search job failed tenant=%s job=%s cause=%s", claim.tenant(), claim.job(), failure.toString());
        return release(
                claim, failure instanceof ProblemException ? failure.getMessage() : "The store could not be read");
    }
}
