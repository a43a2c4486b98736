package io.watchfloor.detection.coverage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.detection.coverage.CoverageView.EventCoverage;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.schedule.Marks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what a rule was asked about, and has holes closed. */
@ApplicationScoped
public class CoverageService {
    private final TenantDatabase database;
    private final CoverageRepository repository;
    private final AuditTrail audit;

    CoverageService(TenantDatabase database, CoverageRepository repository, AuditTrail audit) {
        this.database = database;
        this.repository = repository;
        this.audit = audit;
    }

    /**
     * The rule's coverage up to where the stream has come.
     *
     * @param event also says when the rule was asked about this one
     */
    Uni<CoverageView> of(Rule rule, @Nullable EventPlace event) {
        return database.inTenant(
                rule.tenant(),
                connection -> coverage(connection, rule)
                        .chain(coverage ->
                                event(connection, rule, event).map(asked -> view(rule, coverage, asked.orElse(null)))));
    }

    private Uni<java.util.Optional<EventCoverage>> event(
            SqlConnection connection, Rule rule, @Nullable EventPlace place) {
        if (place == null) {
            return Uni.createFrom().item(java.util.Optional.empty());
        }
        return repository
                .evaluations(connection, rule.id(), place.partition(), place.offset())
                .map(found -> java.util.Optional.of(new EventCoverage(place.toString(), !found.isEmpty(), found)));
    }

    private static CoverageView view(Rule rule, RuleCoverage coverage, @Nullable EventCoverage event) {
        long missing = coverage.missing().size();
        return new CoverageView(
                rule.id().value(),
                rule.logicVersion(),
                coverage.evaluated().places().stream()
                        .limit(CoverageView.MAX_INTERVALS)
                        .map(CoverageView.Interval::of)
                        .toList(),
                coverage.holes().stream().limit(CoverageView.MAX_INTERVALS).toList(),
                coverage.whole().size() - missing,
                missing,
                coverage.percent(),
                event);
    }

    /** What only a back-fill closes, oldest hole of each partition first. */
    public Uni<OffsetRanges> toFill(Rule rule) {
        return database.inTenant(rule.tenant(), connection -> coverage(connection, rule))
                .map(RuleCoverage::toFill);
    }

    /** Has the holes closed by runs of the schedule; answers the coverage as it is now. */
    Uni<CoverageView> backfill(Caller caller, Rule rule) {
        return database.inTenant(
                rule.tenant(),
                connection -> repository
                        .requestBackfill(connection, rule.id())
                        .chain(() -> audit.changed(
                                connection,
                                caller,
                                "rule.backfill_requested",
                                rule.id().toString(),
                                Map.of()))
                        .chain(() -> coverage(connection, rule))
                        .map(coverage -> view(rule, coverage, null)));
    }

    private Uni<RuleCoverage> coverage(SqlConnection connection, Rule rule) {
        int logic = rule.logicVersion();
        return repository
                .start(connection, rule.id(), logic)
                .chain(start -> repository
                        .byRuns(connection, rule.id(), logic)
                        .chain(byRuns -> repository
                                .byStream(connection, rule.id(), logic)
                                .chain(byStream -> repository
                                        .whileInactive(connection, rule.id())
                                        .chain(inactive -> repository
                                                .streamEnds(connection)
                                                .map(ends -> coverage(
                                                        rule, start, byRuns.plus(byStream), inactive, ends))))));
    }

    /** A rule that waits for its first place has no coverage and no hole yet. */
    private static RuleCoverage coverage(
            Rule rule,
            @Nullable String startMark,
            OffsetRanges evaluated,
            OffsetRanges inactive,
            Map<Integer, Long> streamEnds) {
        if (startMark == null) {
            return new RuleCoverage(OffsetRanges.NONE, evaluated, inactive, OffsetRanges.NONE);
        }
        Map<Integer, Long> start = Marks.read(startMark);
        Map<Integer, Long> end = new TreeMap<>(start);
        evaluated
                .byPartition()
                .forEach((partition, ranges) ->
                        end.merge(partition, ranges.getLast().to(), Math::max));
        streamEnds.forEach((partition, offset) -> end.merge(partition, offset, Math::max));
        OffsetRanges whole = OffsetRanges.between(start, end);
        return new RuleCoverage(whole, evaluated.and(whole), inactive, ahead(rule, start, streamEnds, end));
    }

    private static OffsetRanges ahead(
            Rule rule, Map<Integer, Long> start, Map<Integer, Long> streamEnds, Map<Integer, Long> end) {
        boolean enabled = rule.effective().enabled();
        if (enabled && rule.effective().alerts()) {
            return OffsetRanges.between(streamEnds, end);
        }
        if (!enabled || !rule.effective().scheduleEnabled()) {
            return OffsetRanges.NONE;
        }
        Map<Integer, Long> reached = new HashMap<>(start);
        reached.putAll(Marks.read(rule.watermark()));
        return OffsetRanges.between(reached, end);
    }
}
