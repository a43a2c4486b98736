package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.rule.RuleRepository;
import io.watchfloor.detection.suppression.Muting;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Executes runs. What a step found, its matches in the outbox and the watermark are one transaction, fenced by the
 * claim's epoch; a run that fails leaves the watermark where its last step put it, and the next run starts there.
 */
@ApplicationScoped
public class RunService {
    private static final Logger LOG = Logger.getLogger(RunService.class);
    private static final Query EVERYTHING = new Query.MatchAll();

    private final TenantDatabase database;
    private final RuleRepository rules;
    private final RunRepository runs;
    private final ClaimRepository claims;
    private final Evaluation evaluation;
    private final EventSearch search;
    private final Muting muting;
    private final Outbox outbox;
    private final ScheduleConfig config;
    private final IdGenerator ids;
    private final Clock clock;

    // One run touches rule, record, lease, search and outbox: each collaborator is one of those.
    RunService(
            TenantDatabase database,
            RuleRepository rules,
            RunRepository runs,
            ClaimRepository claims,
            Evaluation evaluation,
            EventSearch search,
            Muting muting,
            Outbox outbox,
            ScheduleConfig config,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.rules = rules;
        this.runs = runs;
        this.claims = claims;
        this.evaluation = evaluation;
        this.search = search;
        this.muting = muting;
        this.outbox = outbox;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** The stretch of event time that a request means; 400 when it means none. */
    TimeRange range(RunRequest request) {
        return request.range(clock.instant(), config.manualRange());
    }

    /** Runs a rule by hand over a stretch of event time; answers the closed record, also of a run that failed. */
    Uni<RuleRun> runManually(Rule rule, TimeRange range) {
        UUID runId = ids.next();
        Slice slice = Slice.ofTime(range.from(), range.to());
        return database.inTenant(
                        rule.tenant(),
                        connection -> runs.open(connection, rule, runId, clock.instant(), config.lease()))
                .chain(() -> Uni.createFrom().item(() -> ActiveRule.of(rule)))
                .chain(active -> evaluation
                        .fire(active, Match.Trigger.MANUAL, slice, EVERYTHING)
                        .chain(fired -> screened(active, fired))
                        .chain(fired -> database.inTenant(
                                rule.tenant(),
                                connection -> store(
                                        connection,
                                        active,
                                        runId,
                                        fired,
                                        clock.instant().plus(config.lease())))))
                .chain(() -> closeManual(rule.tenant(), runId, RuleRun.Status.SUCCEEDED, null))
                .onFailure()
                .recoverWithUni(e -> closeManual(rule.tenant(), runId, RuleRun.Status.FAILED, reason(e)));
    }

    /** Runs a claimed rule from its watermark up to what is searchable now. Never fails: the record says what happened. */
    Uni<RuleRun> runScheduled(Claim claim) {
        return database.inTenant(claim.tenant(), connection -> rules.find(connection, claim.rule()))
                .map(found -> found.orElseThrow(() -> new IllegalStateException("the rule is gone")))
                .map(ActiveRule::of)
                .chain(rule -> search.highWater(claim.tenant()).chain(limit -> allSteps(claim, rule, limit)))
                .chain(() -> closeScheduled(claim, RuleRun.Status.SUCCEEDED, null))
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "Scheduled run failed tenant=%s rule=%s run=%s cause=%s",
                        claim.tenant(), claim.rule(), claim.runId(), e.toString()))
                .onFailure()
                .recoverWithUni(e -> closeScheduled(claim, RuleRun.Status.FAILED, reason(e)));
    }

    /** What stays the same over the steps of a scheduled run. */
    private record Work(Claim claim, ActiveRule rule, Map<Integer, Long> limit, Query narrowing) {}

    private Uni<Void> allSteps(Claim claim, ActiveRule rule, Map<Integer, Long> limit) {
        String watermark = rule.rule().watermark();
        Query narrowing = watermark == null ? ingestedSince(rule.rule()) : EVERYTHING;
        return steps(new Work(claim, rule, limit, narrowing), Slice.readMark(watermark));
    }

    private Uni<Void> steps(Work work, Map<Integer, Long> mark) {
        Map<Integer, Long> next = Slice.step(mark, work.limit(), config.stepOffsets());
        if (next.equals(mark)) {
            return Uni.createFrom().voidItem();
        }
        return evaluation
                .fire(work.rule(), Match.Trigger.SCHEDULED, Slice.between(mark, next), work.narrowing())
                .chain(fired -> screened(work.rule(), fired))
                .chain(fired -> storeStep(work, fired, next))
                .chain(() -> steps(work, next));
    }

    /** A rule without a watermark begins with what came after it was made. */
    private static Query ingestedSince(Rule rule) {
        String created = ContractJson.MILLIS.format(rule.created().at());
        return new Query.Range(Event.INGESTED, created, null, true, true);
    }

    private Uni<Void> storeStep(Work work, Muting.Screened fired, Map<Integer, Long> mark) {
        Claim claim = work.claim();
        Instant leaseUntil = clock.instant().plus(config.lease());
        return database.inTenant(
                claim.tenant(),
                connection -> claims.renew(connection, claim, leaseUntil, Slice.writeMark(mark))
                        .chain(() -> store(connection, work.rule(), claim.runId(), fired, leaseUntil)));
    }

    private Uni<Muting.Screened> screened(ActiveRule rule, List<MatchMessage> fired) {
        TenantId tenant = rule.rule().tenant();
        return muting.screen(rule.rule(), fired, (ids, first, last) -> search.byId(tenant, ids, first, last));
    }

    private Uni<Void> store(
            SqlConnection connection, ActiveRule rule, UUID runId, Muting.Screened fired, Instant leaseUntil) {
        boolean alerts = rule.rule().effective().alerts();
        List<MatchMessage> sent = alerts ? fired.kept() : List.of();
        long promoted = alerts ? fired.matchCount() - fired.suppressedCount() : 0;
        return outbox.append(
                        connection, sent.stream().map(MatchMessage::toOutbox).toList())
                .chain(() -> muting.record(connection, fired, runId))
                .chain(() -> runs.add(connection, runId, found(fired, promoted), leaseUntil));
    }

    private static RunRepository.Found found(Muting.Screened fired, long promoted) {
        List<String> sample = fired.found().stream()
                .flatMap(message -> message.match().occurrences().stream())
                .map(Occurrence::eventId)
                .distinct()
                .limit(RuleRun.MAX_SAMPLE)
                .toList();
        return new RunRepository.Found(fired.matchCount(), fired.suppressedCount(), promoted, sample);
    }

    private Uni<RuleRun> closeManual(TenantId tenant, UUID runId, RuleRun.Status status, @Nullable String error) {
        return database.inTenant(tenant, connection -> runs.close(connection, runId, status, error, clock.instant()));
    }

    private Uni<RuleRun> closeScheduled(Claim claim, RuleRun.Status status, @Nullable String error) {
        return database.inTenant(
                claim.tenant(),
                connection -> runs.close(connection, claim.runId(), status, error, clock.instant())
                        .call(() -> claims.release(connection, claim)));
    }

    /** What the record says: the kind of failure, and no more of its message than is ours. */
    private static String reason(Throwable failure) {
        return switch (failure) {
            case EventSearch.TooManyEventsException ours -> String.valueOf(ours.getMessage());
            case WebApplicationException refused ->
                "the search service answered " + refused.getResponse().getStatus();
            case ProcessingException away -> "the search service does not answer";
            default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
        };
    }
}
