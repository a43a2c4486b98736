package io.watchfloor.search.facet;

import io.smallrye.mutiny.Uni;
import io.watchfloor.platform.identity.Caller;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Fields;
import io.watchfloor.query.Fold;
import io.watchfloor.query.Query;
import io.watchfloor.search.event.FieldRights;
import io.watchfloor.search.event.SourceConfig;
import io.watchfloor.search.facet.FacetResult.Value;
import io.watchfloor.search.search.EventSelection;
import io.watchfloor.search.store.CountPlan;
import io.watchfloor.search.store.EventStore;
import io.watchfloor.search.store.FieldUses.FieldUse;
import io.watchfloor.search.store.StopSignal;
import io.watchfloor.search.store.StoreQuery;
import io.watchfloor.search.store.TopValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which fields the events of the caller's tenant have, and which values they take. */
@ApplicationScoped
public class FieldService {
    private static final int LONGEST_PREFIX = 256;
    /** Nobody picks a longer one from a list. */
    private static final int LONGEST_VALUE = 1_024;

    private static final Comparator<FieldUse> MOST_FIRST =
            Comparator.comparingLong(FieldUse::events).reversed().thenComparing(FieldUse::name);

    private final EventStore store;
    private final SourceConfig sources;
    private final FacetConfig limits;
    private final Walks walks;
    private final Clock clock;

    FieldService(EventStore store, SourceConfig sources, FacetConfig limits, Walks walks, Clock clock) {
        this.store = store;
        this.sources = sources;
        this.limits = limits;
        this.walks = walks;
        this.clock = clock;
    }

    Uni<FieldList> fields(Caller caller, FieldRequest request, @Nullable String prefix, @Nullable Integer size) {
        int most = new FacetParameters("?", limits, FieldRights.of(caller)).size(size);
        return look(caller, request, prefix(prefix))
                .map(run -> list(run, size == null ? limits.maxSize() : most, FieldRights.of(caller)));
    }

    Uni<Suggestions> names(Caller caller, FieldRequest request, @Nullable String prefix, @Nullable Integer size) {
        int most = new FacetParameters("?", limits, FieldRights.of(caller)).size(size);
        return look(caller, request, prefix(prefix)).map(run -> names(run, most, FieldRights.of(caller)));
    }

    Uni<Suggestions> values(
            Caller caller, FieldRequest request, String field, @Nullable String prefix, @Nullable Integer size) {
        FacetParameters reader = new FacetParameters("?", limits, FieldRights.of(caller));
        String name = reader.field("field", field);
        int most = reader.size(size);
        String begun = prefix(prefix);
        Query query = begun.isEmpty() ? new Query.Exists(name) : new Query.Prefix(name, begun);
        CountPlan plan =
                new CountPlan(null, List.of(name), new TopValues.Limits(limits.exactValues(), limits.valueBytes()));
        StoreQuery all = selected(caller, request);
        StoreQuery asked = new StoreQuery(
                        all.tenant(), query, CompiledQuery.of(query), all.range(), all.source(), null, null, 1)
                .until(all.stop());
        return walks.to(caller.tenant(), asked.stop(), new CountRun(asked, plan, clock), this::step)
                .map(run -> values(run, begun, most));
    }

    private Uni<CountRun> step(CountRun run) {
        return store.count(run.next(), run.plan()).map(run::take);
    }

    private StoreQuery selected(Caller caller, FieldRequest request) {
        StopSignal stop = new StopSignal(clock, clock.instant().plus(limits.suggestTime()));
        return EventSelection.of(request, FieldRights.of(caller), "?", sources.known(), clock.instant())
                .of(caller.tenant())
                .until(stop);
    }

    private Uni<FieldRun> look(Caller caller, FieldRequest request, String prefix) {
        StoreQuery query = selected(caller, request);
        return walks.to(
                caller.tenant(),
                query.stop(),
                new FieldRun(query),
                run -> store.fields(run.next(), prefix).map(run::take));
    }

    private static String prefix(@Nullable String given) {
        if (given != null && given.length() > LONGEST_PREFIX) {
            throw ProblemException.invalid(
                    "?prefix", "too_long", "prefix has at most " + LONGEST_PREFIX + " characters");
        }
        return given == null ? "" : given;
    }

    private static List<FieldUse> mostFirst(FieldRun run, FieldRights rights) {
        return run.uses().all().stream()
                .filter(use -> rights.allow(use.name()))
                .sorted(MOST_FIRST)
                .toList();
    }

    private static FieldList list(FieldRun run, int most, FieldRights rights) {
        List<FieldUse> all = mostFirst(run, rights);
        List<FieldList.Field> listed = all.stream()
                .limit(most)
                .map(use -> new FieldList.Field(
                        use.name(), use.types().stream().sorted().toList(), Fields.isText(use.name()), use.events()))
                .toList();
        String reason = run.reason() == null && listed.size() < all.size() ? "count" : run.reason();
        return new FieldList(listed, reason == null, run.searchedBackTo(), reason);
    }

    private static Suggestions names(FieldRun run, int most, FieldRights rights) {
        List<Value> names = mostFirst(run, rights).stream()
                .limit(most)
                .map(use -> new Value(use.name(), use.events()))
                .toList();
        return new Suggestions(names, 0, run.reason() == null);
    }

    private static Suggestions values(CountRun run, String begun, int most) {
        TopValues counted = run.tally().values().getFirst();
        String folded = Fold.folded(begun);
        List<Value> values = counted.top(Integer.MAX_VALUE).stream()
                .filter(entry -> begins(entry.value(), folded))
                .limit(most)
                .map(entry -> new Value(entry.value(), entry.count()))
                .toList();
        return new Suggestions(values, counted.error(), run.complete());
    }

    /** A text that has the words somewhere, or a list that has the value elsewhere, was counted too. */
    private static boolean begins(Object value, String folded) {
        String text = value.toString();
        return text.length() <= LONGEST_VALUE && Fold.folded(text).startsWith(folded);
    }
}
