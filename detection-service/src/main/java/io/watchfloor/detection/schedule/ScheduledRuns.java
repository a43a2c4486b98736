package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.watchfloor.contracts.Match;
import io.watchfloor.detection.coverage.CoverageService;
import io.watchfloor.detection.coverage.OffsetRanges;
import io.watchfloor.detection.coverage.StartMarks;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.RuleRepository;
import io.watchfloor.detection.suppression.Muting;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.schedule.Marks;
import io.watchfloor.query.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Executes claimed rules step by step. What a step found, its matches in the outbox, the interval it looked at and the
 * watermark are one transaction, fenced by the claim's epoch; a run that fails leaves the watermark where its last step
 * put it, and the next run starts there.
 */
@ApplicationScoped
public class ScheduledRuns {
    private static final Logger LOG = Logger.getLogger(ScheduledRuns.class);
    private static final Query EVERYTHING = new Query.MatchAll();
    private static final int SMALLER_STEPS = 2;

    private final TenantDatabase database;
    private final RuleRepository rules;
    private final RunService runs;
    private final ClaimRepository claims;
    private final RunningRuns running;
    private final Evaluation evaluation;
    private final EventSearch search;
    private final StartMarks starts;
    private final CoverageService coverage;
    private final ScheduleConfig config;

    // One run touches rule, record, lease, place, search and clock of the topic: each collaborator is one of those.
    ScheduledRuns(
            TenantDatabase database,
            RuleRepository rules,
            RunService runs,
            ClaimRepository claims,
            RunningRuns running,
            Evaluation evaluation,
            EventSearch search,
            StartMarks starts,
            CoverageService coverage,
            ScheduleConfig config) {
        this.database = database;
        this.rules = rules;
        this.runs = runs;
        this.claims = claims;
        this.running = running;
        this.evaluation = evaluation;
        this.search = search;
        this.starts = starts;
        this.coverage = coverage;
        this.config = config;
    }

    /**
     * What stays the same over the steps of a run, and where it is.
     *
     * @param more whether there is more to do behind the limit
     * @param horizon up to where stored events count for those that are looked at; null: up to each step's end
     */
    private record Work(
            Claim claim,
            ActiveRule rule,
            Map<Integer, Long> mark,
            Map<Integer, Long> limit,
            boolean more,
            @Nullable Map<Integer, Long> horizon) {
        Work at(Map<Integer, Long> next) {
            return new Work(claim, rule, next, limit, more, horizon);
        }

        Slice upTo(Map<Integer, Long> next) {
            Slice slice = Slice.between(mark, next);
            return horizon == null ? slice : slice.knowing(horizon);
        }

        boolean isBackfill() {
            return claim.mode() == RuleRun.Mode.BACKFILL;
        }

        boolean isDone() {
            return Marks.step(mark, limit, Long.MAX_VALUE / 2).equals(mark);
        }
    }

    /** Runs a claimed rule from its watermark up to what is searchable now. Never fails: the record says what happened. */
    Uni<RuleRun> run(Claim claim) {
        return database.inTenant(claim.tenant(), connection -> rules.find(connection, claim.rule()))
                .map(found -> found.orElseThrow(() -> new IllegalStateException("the rule is gone")))
                .map(ActiveRule::of)
                .chain(rule -> begin(claim, rule))
                .chain(this::steps)
                .chain(work -> close(claim, RuleRun.Status.SUCCEEDED, null, work.more() || !work.isDone()))
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "Scheduled run failed tenant=%s rule=%s run=%s cause=%s",
                        claim.tenant(), claim.rule(), claim.runId(), e.toString()))
                .onFailure()
                .recoverWithUni(e -> close(claim, RuleRun.Status.FAILED, RunFailures.reason(e), false));
    }

    private Uni<Work> begin(Claim claim, ActiveRule rule) {
        return search.highWater(claim.tenant())
                .chain(limit -> claim.mode() == RuleRun.Mode.BACKFILL
                        ? coverage.toFill(rule.rule()).map(holes -> backfill(claim, rule, holes, limit))
                        : mark(rule.rule()).map(mark -> new Work(claim, rule, mark, limit, false, null)));
    }

    private Uni<Map<Integer, Long>> mark(Rule rule) {
        String watermark = rule.watermark();
        return watermark == null ? starts.ofSchedule(rule) : Uni.createFrom().item(Marks.read(watermark));
    }

    /** One run closes the first hole of each partition; while there are more, another run follows. */
    private static Work backfill(Claim claim, ActiveRule rule, OffsetRanges holes, Map<Integer, Long> horizon) {
        Map<Integer, Long> mark = new TreeMap<>();
        Map<Integer, Long> limit = new TreeMap<>();
        holes.byPartition().forEach((partition, ranges) -> {
            mark.put(partition, ranges.getFirst().from());
            limit.put(partition, ranges.getFirst().to());
        });
        boolean more = holes.byPartition().values().stream().anyMatch(ranges -> ranges.size() > 1);
        return new Work(claim, rule, mark, limit, more, horizon);
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

    /** A step that is too much is tried with less: a run that is behind must not fail for being behind. */
    private Uni<Work> step(Work work, long size, int smaller) {
        Map<Integer, Long> next = Marks.step(work.mark(), work.limit(), size);
        return evaluation
                .fire(work.rule(), Match.Trigger.SCHEDULED, work.upTo(next), EVERYTHING)
                .ifNoItem()
                .after(config.stepTimeout())
                .fail()
                .chain(fired -> runs.screened(work.rule(), fired))
                .chain(fired -> store(work, fired, next))
                .onFailure(e -> smaller > 0 && isTooMuch(e))
                .recoverWithUni(() -> step(work, Math.max(1, size / 10), smaller - 1));
    }

    private static boolean isTooMuch(Throwable failure) {
        return failure instanceof EventSearch.TooManyEventsException || failure instanceof TimeoutException;
    }

    private Uni<Work> store(Work work, Muting.Screened fired, Map<Integer, Long> next) {
        Claim claim = work.claim();
        String from = Marks.write(work.mark());
        String to = Marks.write(next);
        return database.inTenant(
                        claim.tenant(),
                        connection -> claims.renew(connection, claim, config.lease(), work.isBackfill() ? null : to)
                                .chain(() -> runs.store(connection, work.rule(), claim.runId(), fired))
                                .chain(() -> runs.evaluated(connection, work.rule(), claim.runId(), from, to)))
                .replaceWith(work.at(next));
    }

    private Uni<RuleRun> close(Claim claim, RuleRun.Status status, @Nullable String error, boolean more) {
        ClaimRepository.Ending ending = new ClaimRepository.Ending(
                running.isOverBudget(claim.runId()), status == RuleRun.Status.SUCCEEDED, more);
        return database.inTenant(
                claim.tenant(),
                connection -> runs.close(connection, claim.runId(), status, error)
                        .call(() -> claims.release(connection, claim, ending, config.retryDelay())));
    }
}
