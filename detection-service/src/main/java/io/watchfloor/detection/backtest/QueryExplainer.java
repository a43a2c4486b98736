package io.watchfloor.detection.backtest;

import io.watchfloor.contracts.Event;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.Query;
import io.watchfloor.query.QueryPrinter;
import io.watchfloor.rules.condition.Explanation;
import io.watchfloor.rules.condition.Explanation.Operator;
import io.watchfloor.rules.dedup.FieldValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains one query by one event, within bounds, as {@link Explanation} does a condition. What a clause comes to, the evaluator says. */
final class QueryExplainer {
    private static final int MAX_PARTS = 20;
    private static final int MAX_NODES = 1_000;
    private static final int MAX_VALUES = 5;
    private static final int MAX_VALUE = 200;
    private static final int MAX_EXPECTED = 300;

    private final Event event;
    private final Document document;
    private int nodes;

    private QueryExplainer(Event event) {
        this.event = event;
        this.document = Document.of(event.fields());
    }

    static Explanation explain(Query query, Event event) {
        return new QueryExplainer(event).explain(query);
    }

    private Explanation explain(Query query) {
        nodes++;
        return switch (query) {
            case Query.And(var clauses) -> joined(Operator.ALL, query, clauses);
            case Query.Or(var clauses) -> joined(Operator.ANY, query, clauses);
            case Query.Not(var clause) -> joined(Operator.NOT, query, List.of(clause));
            default -> asked(query);
        };
    }

    private Explanation joined(Operator operator, Query query, List<Query> clauses) {
        boolean result = holds(query);
        List<Query> decisiveFirst = clauses.stream()
                .sorted(Comparator.comparing(clause -> holds(clause) != result))
                .toList();
        List<Explanation> shown = new ArrayList<>();
        for (Query clause : decisiveFirst) {
            if (shown.size() == MAX_PARTS || nodes >= MAX_NODES) {
                break;
            }
            shown.add(explain(clause));
        }
        return new Explanation.Joined(result, operator, shown, clauses.size() - shown.size());
    }

    private boolean holds(Query query) {
        return CompiledQuery.of(query).matches(document);
    }

    private Explanation asked(Query query) {
        String field = field(query);
        List<String> values = field == null ? List.of() : FieldValues.of(event.fields(), field);
        List<String> seen = values.stream()
                .limit(MAX_VALUES)
                .map(value -> cut(value, MAX_VALUE))
                .toList();
        String expected = cut(QueryPrinter.print(query), MAX_EXPECTED);
        return new Explanation.Asked(holds(query), expected, seen, values.size() - seen.size());
    }

    /** The field that a clause asks about; null for none in particular. */
    private static @Nullable String field(Query query) {
        String field = switch (query) {
            case Query.Exists(var name) -> name;
            case Query.Term(var name, var text) -> name;
            case Query.Phrase(var name, var text) -> name;
            case Query.Prefix(var name, var text) -> name;
            case Query.Wildcard(var name, var pieces) -> name;
            case Query.Range range -> range.field();
            case Query.Cidr(var name, var network) -> name;
            case Query.Regex(var name, var pattern) -> name;
            case Query.And ignored -> Query.ANY_FIELD;
            case Query.Or ignored -> Query.ANY_FIELD;
            case Query.Not ignored -> Query.ANY_FIELD;
            case Query.MatchAll ignored -> Query.ANY_FIELD;
            case Query.FreeText ignored -> Query.ANY_FIELD;
        };
        return field.equals(Query.ANY_FIELD) ? null : field;
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }
}
