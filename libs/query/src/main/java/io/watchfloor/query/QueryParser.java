package io.watchfloor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses the query syntax (see the package description) into a {@link Query}: here the operators and groups, in {@link ClauseParser}
 * the clauses. {@code NOT} binds tighter than {@code AND}, {@code AND} tighter than {@code OR}; clauses side by side are joined by
 * {@code AND}.
 */
public final class QueryParser {

    private static final String FEWER_VALUES =
            "write many values of one field as a prefix, a range or a network, or search in parts";

    private final Cursor cursor;
    private final QueryLimits limits;
    private final ClauseParser clauses;
    private int depth;
    private int count;

    private QueryParser(String text, QueryLimits limits) {
        this.cursor = new Cursor(text);
        this.limits = limits;
        this.clauses = new ClauseParser(cursor, limits.maxRegexLength());
    }

    /**
     * Parses {@code text} under {@link QueryLimits#DEFAULT}.
     *
     * @throws QuerySyntaxException with position and expectation when it is no query, or over a limit
     */
    public static Query parse(String text) {
        return parse(text, QueryLimits.DEFAULT);
    }

    /**
     * Parses {@code text}.
     *
     * @throws QuerySyntaxException with position and expectation when it is no query, or over a limit
     */
    public static Query parse(String text, QueryLimits limits) {
        if (text.length() > limits.maxLength()) {
            throw new QuerySyntaxException(
                    "the query is too long: at most " + limits.maxLength() + " characters; " + FEWER_VALUES,
                    limits.maxLength());
        }
        return new QueryParser(text, limits).parseAll();
    }

    private Query parseAll() {
        cursor.skipSpace();
        if (cursor.atEnd()) {
            throw cursor.error("expected a query, found nothing: '*' matches every event");
        }
        Query query = parseOr(null);
        if (!cursor.atEnd()) {
            throw cursor.expected("a clause or an operator");
        }
        return query;
    }

    private Query parseOr(@Nullable String field) {
        List<Query> alternatives = new ArrayList<>();
        do {
            alternatives.add(parseAnd(field));
        } while (acceptOperator("OR", "||"));
        return Query.or(alternatives);
    }

    private Query parseAnd(@Nullable String field) {
        List<Query> parts = new ArrayList<>();
        do {
            parts.add(parseNot(field));
        } while (acceptOperator("AND", "&&") || startsClause());
        return Query.and(parts);
    }

    private boolean acceptOperator(String keyword, String symbol) {
        cursor.skipSpace();
        if (cursor.atKeyword(keyword)) {
            cursor.advance(keyword.length());
            return true;
        }
        return cursor.accept(symbol);
    }

    private boolean startsClause() {
        boolean ends = cursor.atEnd() || ")]}".indexOf(cursor.peek()) >= 0;
        return !ends && !cursor.atKeyword("OR") && !cursor.looksAt("||");
    }

    private Query parseNot(@Nullable String field) {
        cursor.skipSpace();
        int start = cursor.position();
        if (acceptOperator("NOT", "!")) {
            return new Query.Not(nested(start, () -> parseNot(field)));
        }
        if (cursor.accept("-")) {
            refuseSpaceAfter("-");
            return new Query.Not(nested(start, () -> parseClause(field)));
        }
        if (cursor.accept("+")) {
            refuseSpaceAfter("+");
        }
        return parseClause(field);
    }

    private void refuseSpaceAfter(String sign) {
        if (cursor.atEnd() || Cursor.isSpace(cursor.peek())) {
            throw cursor.expected("a clause right after '" + sign + "' (quote it if it is meant as text)");
        }
    }

    private Query parseClause(@Nullable String field) {
        if (cursor.peek() == '(') {
            return parseGroup(field);
        }
        refuseMissingClause();
        if (field != null) {
            countClause();
            return clauses.parseValueInGroup(field);
        }
        String named = clauses.parseFieldName();
        if (named != null && cursor.peek() == '(' && !named.equals(ClauseParser.EXISTS)) {
            return parseGroup(named);
        }
        countClause();
        return named == null ? clauses.parseBare() : clauses.parseValue(named);
    }

    private void countClause() {
        if (++count > limits.maxClauses()) {
            throw cursor.error("the query has too many clauses: at most " + limits.maxClauses() + "; " + FEWER_VALUES);
        }
    }

    private void refuseMissingClause() {
        boolean missing = cursor.atEnd()
                || ")]}".indexOf(cursor.peek()) >= 0
                || cursor.looksAt("&&")
                || cursor.looksAt("||")
                || cursor.atKeyword("AND")
                || cursor.atKeyword("OR")
                || cursor.atKeyword("NOT");
        if (missing) {
            throw cursor.expected("a clause");
        }
    }

    private Query parseGroup(@Nullable String field) {
        int open = cursor.position();
        cursor.advance(1);
        Query group = nested(open, () -> parseOr(field));
        if (!cursor.accept(")")) {
            throw cursor.expected("')' for the '(' at position " + open);
        }
        Word.refuseFuzzyAndBoost(cursor);
        return group;
    }

    private Query nested(int start, Supplier<Query> parse) {
        if (++depth > limits.maxDepth()) {
            throw cursor.error(
                    "the query is nested too deeply: at most " + limits.maxDepth()
                            + " levels; leave out parentheses that AND before OR makes needless",
                    start);
        }
        Query query = parse.get();
        depth--;
        return query;
    }
}
