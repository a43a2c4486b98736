package io.watchfloor.detection.coverage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.watchfloor.detection.coverage.CoverageView.EventCoverage;
import io.watchfloor.detection.coverage.EventPlaces.EventPlace;
import io.watchfloor.detection.coverage.OffsetRanges.Placed;
import io.watchfloor.detection.coverage.RuleCoverage.Missing;
import io.watchfloor.detection.rule.Rule;
import io.watchfloor.platform.audit.AuditTrail;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.identity.Roles;
import io.watchfloor.platform.identity.TenantDatabase;
import io.watchfloor.platform.schedule.Marks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says what a rule was asked about, and has holes closed. */
@ApplicationScoped
public class CoverageService {
    private final TenantDatabase database;
    private final CoverageRepository repository;
    private final PassingRepository passings;
    private final EventPlaces places;
    private final AuditTrail audit;
    private final Clock clock;

    CoverageService(
            TenantDatabase database,
            CoverageRepository repository,
            PassingRepository passings,
            EventPlaces places,
            AuditTrail audit,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.passings = passings;
        this.places = places;
        this.audit = audit;
        this.clock = clock;
    }

    /** A rule's coverage, and since when it is. */
    private record Known(RuleCoverage coverage, Instant since) {}

    /**
     * The rule's coverage up to where the stream has come; places for services alone.
     *
     * @param event also says when the rule was asked about this one of its tenant
     */
    Uni<CoverageView> of(Caller caller, Rule rule, @Nullable UUID event) {
        Uni<@Nullable EventPlace> placed =
                event == null ? Uni.createFrom().nullItem() : places.of(rule.tenant(), event);
        return placed.chain(place -> database.inTenant(
                rule.tenant(),
                connection -> known(connection, rule)
                        .chain(known -> event(connection, rule, place)
                                .chain(asked -> view(connection, rule, known, asked.orElse(null)))
                                .map(view -> shown(caller, view)))));
    }

    private static CoverageView shown(Caller caller, CoverageView view) {
        return caller.hasRole(Roles.SERVICE) ? view : view.withoutPlaces();
    }

    private Uni<Optional<EventCoverage>> event(SqlConnection connection, Rule rule, @Nullable EventPlace place) {
        if (place == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return repository
                .evaluations(connection, rule.id(), place.partition(), place.offset())
                .map(found -> Optional.of(new EventCoverage(place.event(), !found.isEmpty(), found)));
    }

    private Uni<CoverageView> view(SqlConnection connection, Rule rule, Known known, @Nullable EventCoverage event) {
        List<Placed> evaluated = known.coverage().evaluated().places().stream()
                .limit(CoverageView.MAX_INTERVALS)
                .toList();
        List<Missing> holes = known.coverage().holes().stream()
                .limit(CoverageView.MAX_INTERVALS)
                .toList();
        List<Placed> asked = new ArrayList<>(evaluated);
        holes.forEach(hole -> asked.add(hole.place()));
        return passings.passing(connection, asked, known.since(), clock.instant())
                .map(passed -> view(
                        rule,
                        known.coverage(),
                        zipped(evaluated, passed.subList(0, evaluated.size()), CoverageView.Interval::of),
                        zipped(holes, passed.subList(evaluated.size(), asked.size()), CoverageView.Hole::of),
                        event));
    }

    private static <T, V> List<V> zipped(List<T> items, List<Passing> passed, BiFunction<T, Passing, V> shown) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> shown.apply(items.get(i), passed.get(i)))
                .toList();
    }

    private static CoverageView view(
            Rule rule,
            RuleCoverage coverage,
            List<CoverageView.Interval> evaluated,
            List<CoverageView.Hole> holes,
            @Nullable EventCoverage event) {
        long missing = coverage.missing().size();
        return new CoverageView(
                rule.id().value(),
                rule.logicVersion(),
                evaluated,
                holes,
                coverage.whole().size() - missing,
                missing,
                coverage.percent(),
                event);
    }

    /** What only a back-fill closes, oldest hole of each partition first. */
    public Uni<OffsetRanges> toFill(Rule rule) {
        return database.inTenant(rule.tenant(), connection -> known(connection, rule))
                .map(known -> known.coverage().toFill());
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
                        .chain(() -> known(connection, rule))
                        .chain(known -> view(connection, rule, known, null))
                        .map(view -> shown(caller, view)));
    }

    private Uni<Known> known(SqlConnection connection, Rule rule) {
        return repository
                .start(connection, rule.id(), rule.logicVersion())
                .chain(start ->
                        coverage(connection, rule, start.mark()).map(coverage -> new Known(coverage, start.madeAt())));
    }

    private Uni<RuleCoverage> coverage(SqlConnection connection, Rule rule, @Nullable String startMark) {
        int logic = rule.logicVersion();
        return repository
                .byRuns(connection, rule.id(), logic)
                .chain(byRuns -> repository
                        .byStream(connection, rule.id(), logic)
                        .chain(byStream -> repository
                                .whileInactive(connection, rule.id())
                                .chain(inactive -> repository
                                        .streamEnds(connection)
                                        .map(ends ->
                                                coverage(rule, startMark, byRuns.plus(byStream), inactive, ends)))));
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
