package io.watchfloor.rules.match;

import io.watchfloor.query.Query;
import io.watchfloor.rules.condition.Condition;
import io.watchfloor.rules.condition.Field;
import io.watchfloor.rules.condition.Predicate;
import io.watchfloor.rules.condition.Predicate.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries that let at least the events through that a condition matches, so that a store need not read all of them. Whole values and networks are
 * asked for; the rest is left to the condition.
 */
final class ConditionQueries {
    private static final int MOST = 50;
    private static final Query EVERYTHING = new Query.MatchAll();

    private ConditionQueries() {}

    static Query superset(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) ->
                Query.and(parts.stream()
                        .map(ConditionQueries::superset)
                        .filter(query -> !query.equals(EVERYTHING))
                        .toList());
            case Condition.Any(var parts) -> any(parts);
            case Condition.Not ignored -> EVERYTHING;
            case Condition.Is(Predicate.Text(var field, var pattern, var cased)) -> text(field, pattern);
            case Condition.Is ignored -> EVERYTHING;
        };
    }

    private static Query any(List<Condition> parts) {
        List<Query> queries = new ArrayList<>();
        for (Condition part : parts) {
            Query query = superset(part);
            if (query.equals(EVERYTHING)) {
                return EVERYTHING;
            }
            queries.add(query);
        }
        if (queries.size() > MOST) {
            return EVERYTHING;
        }
        return Query.or(queries.stream().distinct().toList());
    }

    private static Query text(Field field, List<Piece> pattern) {
        boolean whole = !field.isAny() && pattern.size() == 1 && pattern.getFirst() instanceof Piece.Literal;
        if (!whole) {
            return EVERYTHING;
        }
        String text = ((Piece.Literal) pattern.getFirst()).text();
        return Query.or(
                field.paths().stream().map(path -> new Query.Term(path, text)).toList());
    }
}
