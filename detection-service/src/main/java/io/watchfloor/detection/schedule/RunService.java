package io.watchfloor.detection.schedule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.contracts.Match;
import io.watchfloor.contracts.Occurrence;
import io.watchfloor.detection.match.MatchMessage;
import io.watchfloor.detection.rule.ActiveRule;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.detection.suppression.Muting;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.identity.TenantId;
import io.watchfloor.platform.outbox.Outbox;
import io.watchfloor.platform.time.IdGenerator;
import io.watchfloor.query.Query;
import io.watchfloor.query.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Executes runs by hand, and stores what any run found: its counts and its matches in one transaction. */
@ApplicationScoped
public class RunService {
    private static final Query EVERYTHING = new Query.MatchAll();

    private final TenantDatabase database;
    private final RunRepository runs;
    private final RunningRuns running;
    private final Evaluation evaluation;
    private final EventSearch search;
    private final Muting muting;
    private final Outbox outbox;
    private final ScheduleConfig config;
    private final IdGenerator ids;
    private final Clock clock;

    // One run touches record, place, search and outbox: each collaborator is one of those.
    RunService(
            TenantDatabase database,
            RunRepository runs,
            RunningRuns running,
            Evaluation evaluation,
            EventSearch search,
            Muting muting,
            Outbox outbox,
            ScheduleConfig config,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.runs = runs;
        this.running = running;
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
        running.begin(runId, Claim.Lane.SLOW);
        return database.inTenant(
                        rule.tenant(),
                        connection -> runs.open(connection, rule, runId, RuleRun.Mode.MANUAL, config.lease()))
                .chain(() -> Uni.createFrom().item(() -> ActiveRule.of(rule)))
                .chain(active -> evaluation
                        .fire(active, Match.Trigger.MANUAL, slice, EVERYTHING)
                        .chain(fired -> screened(active, fired))
                        .chain(fired -> database.inTenant(
                                rule.tenant(), connection -> store(connection, active, runId, fired))))
                .chain(() -> close(rule.tenant(), runId, RuleRun.Status.SUCCEEDED, null))
                .onFailure()
                .recoverWithUni(e -> close(rule.tenant(), runId, RuleRun.Status.FAILED, RunFailures.reason(e)))
                .eventually(() -> running.end(runId));
    }

    /** What the rule's suppressions leave of what fired. */
    Uni<Muting.Screened> screened(ActiveRule rule, List<MatchMessage> fired) {
        TenantId tenant = rule.rule().tenant();
        return muting.screen(rule.rule(), fired, (ids, first, last) -> search.byId(tenant, ids, first, last));
    }

    /** Sends what is left, keeps what was muted and counts both on the run's record; in the tenant's transaction. */
    Uni<Void> store(SqlConnection connection, ActiveRule rule, UUID runId, Muting.Screened fired) {
        boolean alerts = rule.rule().effective().alerts();
        List<MatchMessage> sent = alerts ? fired.kept() : List.of();
        long promoted = alerts ? fired.matchCount() - fired.suppressedCount() : 0;
        return outbox.append(
                        connection, sent.stream().map(MatchMessage::toOutbox).toList())
                .chain(() -> muting.record(connection, fired, runId))
                .chain(() -> runs.add(connection, runId, found(fired, promoted), config.lease()));
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

    /** Notes that a run looked at everything between two marks; in the tenant's transaction. */
    Uni<Void> evaluated(SqlConnection connection, ActiveRule rule, UUID runId, String from, String to) {
        return runs.evaluated(connection, runId, rule.rule(), from, to);
    }

    /** Ends a run's record; in the tenant's transaction. */
    Uni<RuleRun> close(SqlConnection connection, UUID runId, RuleRun.Status status, @Nullable String error) {
        return runs.close(connection, runId, status, error);
    }

    private Uni<RuleRun> close(TenantId tenant, UUID runId, RuleRun.Status status, @Nullable String error) {
        return database.inTenant(tenant, connection -> close(connection, runId, status, error));
    }
}
