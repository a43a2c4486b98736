package io.watchfloor.search.cost;

import io.watchfloor.query.FieldAliases;
import io.watchfloor.query.Fields;
import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;
import io.watchfloor.query.RegexSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What deciding on one event takes, about, in comparisons of one plain field with one value. An upper bound: most events are passed over unread,
 * and clauses joined by {@code AND} end with the first that does not hold.
 *
 * @param perEvent of all clauses together
 * @param clauses each that is not joined of others, the costliest first
 */
public record QueryCost(long perEvent, List<Clause> clauses) {
    /** A query over this is refused: so much for each event would leave no time to look at many. */
    public static final long MOST = 50_000;

    private static final int FIELDS_OF_A_FAMILY = 4;
    private static final int FIELDS_OF_AN_EVENT = 16;
    private static final int WILDCARD = 2;
    private static final int LEADING_WILDCARD = 6;
    private static final int REGEX = 8;
    /** States of a regular expression that cost as much as one comparison, at each character of a value. */
    private static final int STATES = 4;

    private static final long MOST_STATES = 2_000;

    public QueryCost {
        clauses = List.copyOf(clauses);
    }

    /** A clause and what it costs by itself. */
    public record Clause(Query query, long perEvent) {}

    public static QueryCost of(Query query) {
        List<Clause> clauses = new ArrayList<>();
        collect(query, clauses);
        clauses.sort(Comparator.comparingLong(Clause::perEvent).reversed());
        return new QueryCost(clauses.stream().mapToLong(Clause::perEvent).sum(), clauses);
    }

    public boolean isTooMuch() {
        return perEvent > MOST;
    }

    private static void collect(Query query, List<Clause> into) {
        switch (query) {
            case Query.And(var clauses) -> clauses.forEach(clause -> collect(clause, into));
            case Query.Or(var clauses) -> clauses.forEach(clause -> collect(clause, into));
            case Query.Not(var clause) -> collect(clause, into);
            case Query.MatchAll all -> into.add(new Clause(all, 0));
            case Query.FreeText text -> into.add(new Clause(text, FIELDS_OF_AN_EVENT));
            case Query.Exists leaf -> into.add(new Clause(leaf, fields(leaf.field())));
            case Query.Term leaf -> into.add(new Clause(leaf, fields(leaf.field())));
            case Query.Phrase leaf -> into.add(new Clause(leaf, fields(leaf.field())));
            case Query.Prefix leaf -> into.add(new Clause(leaf, fields(leaf.field())));
            case Query.Range leaf -> into.add(new Clause(leaf, fields(leaf.field())));
            case Query.Cidr leaf -> into.add(new Clause(leaf, fields(leaf.field())));
            case Query.Wildcard leaf -> into.add(new Clause(leaf, wildcard(leaf) * fields(leaf.field())));
            case Query.Regex leaf -> into.add(new Clause(leaf, regex(leaf) * fields(leaf.field())));
        }
    }

    private static long wildcard(Query.Wildcard wildcard) {
        return wildcard.pieces().getFirst() instanceof Piece.Literal ? WILDCARD : LEADING_WILDCARD;
    }

    private static long regex(Query.Regex regex) {
        return REGEX + RegexSize.of(regex.pattern(), MOST_STATES) / STATES;
    }

    /** About how many fields of an event the name stands for. */
    private static long fields(String name) {
        if (name.equals(Query.ANY_FIELD)) {
            return FIELDS_OF_AN_EVENT;
        }
        return FieldAliases.resolve(name).stream()
                .mapToLong(field -> Fields.isFamily(field) ? FIELDS_OF_A_FAMILY : 1)
                .sum();
    }
}
