package io.watchfloor.query;

import io.watchfloor.query.Query.Piece;
import io.watchfloor.query.Query.Piece.AnyRun;
import io.watchfloor.query.Query.Piece.Literal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the constructors of {@link Query} demand. */
final class QueryChecks {

    /** Over this depth a tree is refused, so that walking it recursively is safe. */
    static final int MAX_TREE_DEPTH = 1_000;

    private QueryChecks() {}

    static List<Query> atLeastTwo(List<Query> clauses) {
        check(clauses.size() >= 2, "at least two clauses are needed");
        return List.copyOf(clauses);
    }

    static void field(String field) {
        if (!field.equals(Query.ANY_FIELD)) {
            namedField(field);
        }
    }

    static void namedField(String field) {
        int star = field.indexOf('*');
        check(!field.isEmpty(), "a field name is empty");
        check(star < 0 || Fields.isFamily(field), "a field name may hold '*' only as its end '.*'");
        check(field.indexOf('?') < 0, "a field name may not hold '?'");
        check(!field.equals(ClauseParser.EXISTS), "_exists_ is no field");
    }

    static void notEmpty(String text) {
        check(!text.isEmpty(), "the text is empty");
    }

    static void bounds(@Nullable String lower, @Nullable String upper) {
        check(lower != null || upper != null, "a range needs a bound");
        check(lower == null || !TimeBound.isMalformed(lower), TimeBound.EXPECTED);
        check(upper == null || !TimeBound.isMalformed(upper), TimeBound.EXPECTED);
    }

    static void network(String network) {
        check(Network.parse(network) != null, "expected a network such as 10.0.0.0/8 or 2001:db8::/32");
    }

    /** Joins neighbouring literals and runs, and refuses what a simpler clause says. */
    static List<Piece> pattern(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>();
        for (Piece piece : pieces) {
            append(joined, piece);
        }
        boolean literal = joined.stream().allMatch(Literal.class::isInstance);
        boolean prefix =
                joined.size() == 2 && joined.getFirst() instanceof Literal && joined.getLast() instanceof AnyRun;
        boolean anything = joined.size() == 1 && joined.getFirst() instanceof AnyRun;
        check(!literal && !prefix && !anything, "a term, a prefix or exists says this already");
        return List.copyOf(joined);
    }

    private static void append(List<Piece> joined, Piece piece) {
        Piece last = joined.isEmpty() ? null : joined.getLast();
        if (piece instanceof Literal(String text)) {
            if (last instanceof Literal(String before)) {
                joined.set(joined.size() - 1, new Literal(before + text));
            } else if (!text.isEmpty()) {
                joined.add(piece);
            }
        } else if (!(piece instanceof AnyRun && last instanceof AnyRun)) {
            joined.add(piece);
        }
    }

    /** Refuses trees nested deeper than {@link #MAX_TREE_DEPTH}, without recursion. */
    static void depth(Query query) {
        record Level(Query query, int depth) {}
        Deque<Level> open = new ArrayDeque<>(List.of(new Level(query, 1)));
        while (!open.isEmpty()) {
            Level level = open.pop();
            check(level.depth <= MAX_TREE_DEPTH, "the query is nested deeper than " + MAX_TREE_DEPTH);
            for (Query child : children(level.query)) {
                open.push(new Level(child, level.depth + 1));
            }
        }
    }

    /** Whether a range has a bound that is relative to now, without recursion. */
    static boolean usesNow(Query query) {
        Deque<Query> open = new ArrayDeque<>(List.of(query));
        while (!open.isEmpty()) {
            Query next = open.pop();
            if (next instanceof Query.Range range && (isRelative(range.lower()) || isRelative(range.upper()))) {
                return true;
            }
            children(next).forEach(open::push);
        }
        return false;
    }

    private static boolean isRelative(@Nullable String bound) {
        return bound != null && TimeBound.isRelative(bound);
    }

    private static List<Query> children(Query query) {
        return switch (query) {
            case Query.And(var clauses) -> clauses;
            case Query.Or(var clauses) -> clauses;
            case Query.Not(var clause) -> List.of(clause);
            case Query.MatchAll _, Query.Exists _, Query.Term _, Query.Phrase _, Query.FreeText _, Query.Prefix _ ->
                List.of();
            case Query.Wildcard _, Query.Range _, Query.Cidr _, Query.Regex _ -> List.of();
        };
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
