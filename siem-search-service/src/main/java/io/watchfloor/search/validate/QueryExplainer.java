package io.watchfloor.search.validate;

import io.watchfloor.query.Evidence;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryPrinter;
import io.watchfloor.search.cost.QueryCost;
import io.watchfloor.search.cost.Rewrite;
import io.watchfloor.search.search.EventSelection;
import io.watchfloor.search.validate.Validation.Cost;
import io.watchfloor.search.validate.Validation.Explanation;
import io.watchfloor.search.validate.Validation.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains queries from their trees alone: no store is asked. */
final class QueryExplainer {
    private static final int MOST_WARNINGS = 20;

    private QueryExplainer() {}

    static Explanation explain(EventSelection selection, Instant now) {
        QueryCost cost = QueryCost.of(selection.query());
        Pruning pruning = Pruning.of(Evidence.of(selection.query(), now));
        return new Explanation(
                QueryPrinter.print(selection.query()),
                QueryNode.of(selection.query()),
                List.copyOf(selection.compiled().fields()),
                new Cost(cost.perEvent(), QueryCost.MOST, cost.clauses().size()),
                pruning,
                warnings(selection.query(), pruning, cost, now),
                selection.range().from(),
                selection.range().to());
    }

    private static List<Warning> warnings(Query query, Pruning pruning, QueryCost cost, Instant now) {
        List<Warning> warnings = new ArrayList<>();
        if (pruning.isNothing()) {
            warnings.add(new Warning(
                    "nothing_prunes",
                    QueryPrinter.print(query),
                    "Every event of the time range is looked at",
                    Rewrite.of(query)));
        }
        cost.clauses().stream()
                .map(clause -> warning(clause.query(), now))
                .filter(warning -> warning != null)
                .limit(MOST_WARNINGS)
                .forEach(warnings::add);
        return warnings;
    }

    private static @Nullable Warning warning(Query clause, Instant now) {
        boolean pattern = clause instanceof Query.Wildcard || clause instanceof Query.Regex;
        if (!pattern || prunes(Evidence.of(clause, now))) {
            return null;
        }
        boolean anywhere = clause instanceof Query.Wildcard(var field, var pieces) && field.equals(Query.ANY_FIELD)
                || clause instanceof Query.Regex(var named, var text) && named.equals(Query.ANY_FIELD);
        String message = anywhere
                ? "Nothing in the pattern tells where to look: every value of every field is tried"
                : "Nothing in the pattern tells where to look: every value of the field is tried";
        return new Warning(
                anywhere ? "scans_all_fields" : "scans_values",
                QueryPrinter.print(clause),
                message,
                Rewrite.of(clause));
    }

    /** Whether it says more than that the field is there. */
    private static boolean prunes(Evidence evidence) {
        return !(evidence instanceof Evidence.Unknown || evidence instanceof Evidence.Exists);
    }
}
