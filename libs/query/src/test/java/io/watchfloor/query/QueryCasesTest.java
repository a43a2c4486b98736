package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables under {@code cases}. */
class QueryCasesTest {

    private static final Instant NOW = Instant.parse("2025-01-31T11:00:00Z");

    @ParameterizedTest
    @MethodSource("syntax")
    void queriesAreReadAsPrinted(String written, String printed) {
        Query query = QueryParser.parse(written);

        assertThat(QueryPrinter.print(query)).isEqualTo(printed);
        assertThat(QueryParser.parse(printed)).isEqualTo(query);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void mistakesAreRefusedWhereTheyAre(int position, String text, String message) {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryParser.parse(text))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.position()).isEqualTo(position));
    }

    @ParameterizedTest
    @MethodSource("matching")
    void eventsMatchAsExpected(String matches, String text, String event) {
        Query query = QueryParser.parse(text);

        assertThat(CompiledQuery.of(query, NOW).matches(Document.of(event(event))))
                .isEqualTo(matches.equals("yes"));
    }

    static List<Arguments> syntax() {
        return Cases.read("syntax.cases");
    }

    static List<Arguments> errors() {
        return Cases.read("errors.cases");
    }

    static List<Arguments> matching() {
        return Cases.read("matching.cases");
    }

    private static Map<String, Object> event(String text) {
        Map<String, Object> event = new HashMap<>();
        for (String field : text.split("; ")) {
            int sign = field.indexOf('=');
            event.put(field.substring(0, sign), value(field.substring(sign + 1)));
        }
        return event;
    }

    private static Object value(String text) {
        if (text.startsWith("#")) {
            String number = text.substring(1);
            return number.contains(".") ? (Object) Double.valueOf(number) : (Object) Long.valueOf(number);
        }
        if (text.startsWith("[")) {
            String values = text.substring(1, text.length() - 1);
            return values.isEmpty() ? List.of() : Arrays.asList(values.split("\\|"));
        }
        return text;
    }
}
