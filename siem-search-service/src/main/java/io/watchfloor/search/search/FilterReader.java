package io.watchfloor.search.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filters of a request into clauses of the query's tree.
 *
 * @param at what stands before a field's name in a pointer
 */
record FilterReader(String at) {
    static final int MOST_FILTERS = 50;
    static final int MOST_VALUES = 1_000;
    static final int LONGEST_FIELD = 256;
    static final int LONGEST_VALUE = 4_096;

    /** One clause for each filter. */
    List<Query> read(@Nullable List<SearchFilter> filters) {
        if (filters == null) {
            return List.of();
        }
        if (filters.size() > MOST_FILTERS) {
            throw refused("filters", "too_many", "At most " + MOST_FILTERS + " filters: write the rest into query");
        }
        List<Query> clauses = new ArrayList<>();
        int values = 0;
        for (int i = 0; i < filters.size(); i++) {
            String path = "filters/" + i;
            SearchFilter filter = given(path, filters.get(i));
            List<String> texts = values(path, filter);
            values += texts.size();
            if (values > MOST_VALUES) {
                throw refused(path, "too_many", "At most " + MOST_VALUES + " values in all filters");
            }
            clauses.add(clause(path, filter, texts));
        }
        return clauses;
    }

    private SearchFilter given(String path, @Nullable SearchFilter filter) {
        String field = filter == null ? null : filter.field();
        if (filter == null || field == null || field.isBlank()) {
            throw refused(path + "/field", "required", "A filter names its field");
        }
        if (field.length() > LONGEST_FIELD) {
            throw refused(
                    path + "/field", "too_long", "The name of a field has at most " + LONGEST_FIELD + " characters");
        }
        return filter;
    }

    private Query clause(String path, SearchFilter filter, List<String> values) {
        String word = filter.operator() == null ? "is" : filter.operator();
        FilterOperator operator = FilterOperator.of(word)
                .orElseThrow(() -> refused(
                        path + "/operator", "unknown_operator", "operator must be one of " + FilterOperator.words()));
        if (!operator.takes(values.size())) {
            throw refused(path + "/value", "wrong_number_of_values", word + " takes " + operator.takes());
        }
        try {
            return operator.on(String.valueOf(filter.field()), values);
        } catch (IllegalArgumentException e) {
            throw refused(path, "invalid_filter", String.valueOf(e.getMessage()));
        }
    }

    private List<String> values(String path, SearchFilter filter) {
        if (filter.value() != null && filter.values() != null) {
            throw refused(path + "/value", "conflict", "Give either value or values");
        }
        List<String> texts = new ArrayList<>();
        if (filter.value() != null) {
            texts.add(text(path + "/value", filter.value()));
        }
        if (filter.values() != null) {
            for (int i = 0; i < filter.values().size(); i++) {
                texts.add(text(path + "/values/" + i, filter.values().get(i)));
            }
        }
        return texts;
    }

    private String text(String path, JsonNode value) {
        if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
            throw refused(path, "wrong_type", "A value is a text, a number or a truth value");
        }
        if (value.asText().length() > LONGEST_VALUE) {
            throw refused(path, "too_long", "A value has at most " + LONGEST_VALUE + " characters");
        }
        return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }

    private ProblemException refused(String field, String code, String message) {
        return ProblemException.invalid(at + field, code, message);
    }
}
