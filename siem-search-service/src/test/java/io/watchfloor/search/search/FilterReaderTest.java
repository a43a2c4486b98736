package io.watchfloor.search.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.watchfloor.contracts.ContractJson;
import io.watchfloor.platform.problem.ProblemException;
import io.watchfloor.query.CompiledQuery;
import io.watchfloor.query.Document;
import io.watchfloor.query.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterReaderTest {
    private static final Map<String, Object> EVENT = Map.of(
            "user.name",
            "Ana (admin) OR *",
            "event.code",
            4625,
            "source.ip",
            "10.1.2.3",
            "winlog.logon.type",
            "3",
            "flag",
            true,
            "tags",
            List.of("red", "blue"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user.name|is|\"ana (ADMIN) or *\"|true",
                "user|is|\"ana (admin) OR *\"|true",
                "user.name|is|\"*\"|false",
                "user.name|is_not|\"*\"|true",
                "user.name|starts_with|\"ana (\"|true",
                "user.name|contains|\"(admin) OR *\"|true",
                "user.name|contains|\"a*\"|false",
                "event.code|is|4625|true",
                "event.code|is|\"4625.0\"|true",
                "event.code|gt|4624|true",
                "event.code|gt|4625|false",
                "event.code|gte|4625|true",
                "event.code|lt|4625|false",
                "event.code|lte|4625|true",
                "event.code|between|[4620,4630]|true",
                "event.code|between|[1,2]|false",
                "source.ip|in_network|\"10.0.0.0/8\"|true",
                "source.ip|in_network|[\"192.0.2.0/24\",\"10.0.0.0/8\"]|true",
                "source.ip|is|\"::ffff:10.1.2.3\"|true",
                "flag|is|true|true",
                "tags|is|[\"green\",\"blue\"]|true",
                "tags|is_not|[\"green\",\"blue\"]|false",
                "winlog.*|is|3|true",
                "nothing|exists||false",
                "nothing|not_exists||true",
                "nothing|is_not|\"x\"|true"
            })
    void aFilterMeansItsValueAsItStands(String field, String operator, String value, boolean matches) {
        Query query = read(filter(field, operator, value)).getFirst();
        assertThat(CompiledQuery.of(query).matches(Document.of(EVENT))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is|1|/filters/0/field|required",
                "a.*.b|is|1|/filters/0|invalid_filter",
                "a|equals|1|/filters/0/operator|unknown_operator",
                "a|is||/filters/0/value|wrong_number_of_values",
                "a|exists|1|/filters/0/value|wrong_number_of_values",
                "a|between|[1]|/filters/0/value|wrong_number_of_values",
                "a|is|{}|/filters/0/value|wrong_type",
                "a|is|[null]|/filters/0/values/0|wrong_type",
                "a|in_network|\"10.0.0.0\"|/filters/0|invalid_filter"
            })
    void aWrongFilterIsNamed(String field, String operator, String value, String pointer, String code) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(filter(field, operator, value)))
                .satisfies(e -> {
                    assertThat(e.errors().getFirst().pointer()).isEqualTo(pointer);
                    assertThat(e.errors().getFirst().code()).isEqualTo(code);
                });
    }

    @Test
    void manyFiltersAndManyValuesAreRefused() {
        List<SearchFilter> filters = new ArrayList<>();
        for (int i = 0; i <= FilterReader.MOST_FILTERS; i++) {
            filters.add(filter("a", "is", "1"));
        }
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> new FilterReader("/").read(filters));
        List<String> values = java.util.Collections.nCopies(FilterReader.MOST_VALUES + 1, "1");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(filter("a", "is", "[" + String.join(",", values) + "]")));
    }

    private static List<Query> read(SearchFilter filter) {
        return new FilterReader("/").read(List.of(filter));
    }

    private static SearchFilter filter(String field, String operator, String value) {
        try {
            JsonNode json = value == null ? null : ContractJson.mapper().readTree(value);
            List<JsonNode> values = new ArrayList<>();
            if (json != null && json.isArray()) {
                json.forEach(values::add);
            }
            return values.isEmpty()
                    ? new SearchFilter(field, operator, json, null)
                    : new SearchFilter(field, operator, null, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
