package io.watchfloor.search.search;

import io.watchfloor.query.Query;
import io.watchfloor.query.Query.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the values of a filter are meant. Each makes clauses of the query language, out of values and not of text. */
enum FilterOperator {
    IS,
    IS_NOT,
    STARTS_WITH,
    CONTAINS,
    IN_NETWORK,
    GT,
    GTE,
    LT,
    LTE,
    BETWEEN,
    EXISTS,
    NOT_EXISTS;

    static Optional<FilterOperator> of(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.word().equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(FilterOperator::word).collect(Collectors.joining(", "));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many values there must be. */
    boolean takes(int values) {
        return switch (this) {
            case EXISTS, NOT_EXISTS -> values == 0;
            case BETWEEN -> values == 2;
            case GT, GTE, LT, LTE -> values == 1;
            case IS, IS_NOT, STARTS_WITH, CONTAINS, IN_NETWORK -> values > 0;
        };
    }

    String takes() {
        return switch (this) {
            case EXISTS, NOT_EXISTS -> "no value";
            case BETWEEN -> "two values";
            case GT, GTE, LT, LTE -> "one value";
            case IS, IS_NOT, STARTS_WITH, CONTAINS, IN_NETWORK -> "value or values";
        };
    }

    /**
     * The clause.
     *
     * @throws IllegalArgumentException when a field or value cannot be meant so
     */
    Query on(String field, List<String> values) {
        return switch (this) {
            case IS -> any(field, values);
            case IS_NOT -> new Query.Not(any(field, values));
            case EXISTS -> new Query.Exists(field);
            case NOT_EXISTS -> new Query.Not(new Query.Exists(field));
            case GT, GTE -> new Query.Range(field, values.getFirst(), null, this == GTE, true);
            case LT, LTE -> new Query.Range(field, null, values.getFirst(), true, this == LTE);
            case BETWEEN -> new Query.Range(field, values.getFirst(), values.getLast(), true, true);
            case STARTS_WITH, CONTAINS, IN_NETWORK -> any(field, values);
        };
    }

    private Query any(String field, List<String> values) {
        List<Query> clauses = new ArrayList<>();
        values.forEach(value -> clauses.add(one(field, value)));
        return Query.or(clauses);
    }

    private Query one(String field, String value) {
        return switch (this) {
            case STARTS_WITH -> new Query.Prefix(field, value);
            case CONTAINS -> containing(field, value);
            case IN_NETWORK -> new Query.Cidr(field, value);
            // A term, other than a phrase, also equals a number or an address that is written differently.
            case IS, IS_NOT, EXISTS, NOT_EXISTS, GT, GTE, LT, LTE, BETWEEN ->
                value.isEmpty() ? new Query.Phrase(field, value) : new Query.Term(field, value);
        };
    }

    private static Query containing(String field, String text) {
        return new Query.Wildcard(field, List.of(new Piece.AnyRun(), new Piece.Literal(text), new Piece.AnyRun()));
    }
}
