package io.watchfloor.search.hunt;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.schedule.Marks;
import io.watchfloor.search.hunt.HuntRunRepository.Found;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.HighWater;
import io.watchfloor.search.store.SequenceRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Executes claimed hunts step by step. What a step found, the interval it looked at and the watermark are one transaction,
 * fenced by the claim's epoch; a run that fails leaves the watermark where its last step put it, and the next run starts
 * there.
 */
@ApplicationScoped
public class ScheduledHunts {
    private static final Logger LOG = Logger.getLogger(ScheduledHunts.class);
    private static final String SERVICE = "siem-search-service";
    private static final int SMALLER_STEPS = 2;

    private final TenantDatabase database;
    private final HuntRepository hunts;
    private final HuntRunRepository runs;
    private final HuntClaimRepository claims;
    private final RunningHunts running;
    private final HuntTally tally;
    private final EventStore store;
    private final AuditTrail audit;
    private final HuntConfig config;

    // One run touches hunt, record, lease, place, store and audit: each collaborator is one of those.
    ScheduledHunts(
            TenantDatabase database,
            HuntRepository hunts,
            HuntRunRepository runs,
            HuntClaimRepository claims,
            RunningHunts running,
            HuntTally tally,
            EventStore store,
            AuditTrail audit,
            HuntConfig config) {
        this.database = database;
        this.hunts = hunts;
        this.runs = runs;
        this.claims = claims;
        this.running = running;
        this.tally = tally;
        this.store = store;
        this.audit = audit;
        this.config = config;
    }

    /** What stays the same over the steps of a run, and where it is. */
    private record Work(HuntClaim claim, Hunt hunt, Map<Integer, Long> mark, Map<Integer, Long> limit) {
        Work at(Map<Integer, Long> next) {
            return new Work(claim, hunt, next, limit);
        }

        SequenceRange upTo(Map<Integer, Long> next) {
            return new SequenceRange(new HighWater(mark), new HighWater(next));
        }

        boolean isDone() {
            return Marks.reached(mark, limit);
        }
    }

    /** Runs a claimed hunt from its watermark up to what is searchable now. The record says what happened. */
    Uni<Void> run(HuntClaim claim) {
        return database.inTenant(claim.tenant(), connection -> hunts.find(connection, claim.hunt()))
                .map(found -> found.orElseThrow(FencedException::new))
                .chain(hunt -> store.highWater().map(limit -> begin(claim, hunt, limit)))
                .chain(this::steps)
                .chain(work -> close(claim, null, !work.isDone()))
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "Scheduled hunt failed tenant=%s hunt=%s run=%s cause=%s",
                        claim.tenant(), claim.hunt(), claim.runId(), e.toString()))
                .onFailure()
                .recoverWithUni(e -> close(claim, HuntFailures.reason(e), false));
    }

    private static Work begin(HuntClaim claim, Hunt hunt, HighWater limit) {
        return new Work(claim, hunt, Marks.read(hunt.schedule().watermark()), limit.nextOffsets());
    }

    /** Goes on until all is done or, between two steps, the time budget is used up. */
    private Uni<Work> steps(Work work) {
        if (work.isDone()) {
            return Uni.createFrom().item(work);
        }
        return step(work, config.stepOffsets(), SMALLER_STEPS)
                .chain(next -> running.isOverBudget(work.claim().runId())
                        ? Uni.createFrom().item(next)
                        : steps(next));
    }

    /** A step that takes too long is tried with less: a run that is behind must not fail for being behind. */
    private Uni<Work> step(Work work, long size, int smaller) {
        Map<Integer, Long> next = Marks.step(work.mark(), work.limit(), size);
        return tally.count(work.hunt(), work.upTo(next))
                .ifNoItem()
                .after(config.stepTimeout())
                .fail()
                .chain(found -> store(work, found, next))
                .onFailure(TimeoutException.class)
                .recoverWithUni(e -> smaller > 0
                        ? step(work, Math.max(1, size / 10), smaller - 1)
                        : Uni.createFrom().failure(e));
    }

    private Uni<Work> store(Work work, Found found, Map<Integer, Long> next) {
        HuntClaim claim = work.claim();
        String from = Marks.write(work.mark());
        String to = Marks.write(next);
        return database.inTenant(
                        claim.tenant(),
                        connection -> claims.renew(connection, claim, to)
                                .chain(() -> runs.add(connection, claim.runId(), found))
                                .chain(() -> runs.lookedAt(connection, claim.runId(), from, to)))
                .replaceWith(work.at(next));
    }

    /** Ends the record, counts the run on its hunt and lets that go; nothing of it when the hunt was deleted. */
    private Uni<Void> close(HuntClaim claim, @Nullable String error, boolean more) {
        HuntRun.Status status = error == null ? HuntRun.Status.SUCCEEDED : HuntRun.Status.FAILED;
        Caller service = Caller.service(claim.tenant(), SERVICE);
        return database.inTenant(
                claim.tenant(),
                connection -> runs.hold(connection, claim.hunt())
                        .chain(() -> runs.close(connection, claim.runId(), status, error))
                        .chain(closed -> audit.changed(
                                connection,
                                service,
                                closed.stream().map(HuntAudit::run).toList()))
                        .chain(() -> claims.release(
                                connection, claim, new HuntClaimRepository.Ending(error == null, more))));
    }
}
