package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether what a query decides depends on when it was compiled. */
class TimelessQueryTest {
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "now",
                "message:now-1h",
                "\"now-1h\"",
                "@timestamp:[2026-01-01 TO 2026-01-02]",
                "event.code:[4620 TO *]",
                "user.name:[a TO nowhere]"
            })
    void withoutNowItAlwaysDecidesTheSame(String text) {
        Query query = QueryParser.parse(text);

        assertThat(CompiledQuery.of(query, NOW).timeless()).isEqualTo(query);
        assertThat(CompiledQuery.of(query).checking(() -> {}).timeless()).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@timestamp:>=now-1h",
                "@timestamp:[2026-01-01 TO now]",
                "event.start:[now-2d TO *]",
                "user.name:ana AND NOT (host.name:h1 OR event.end:<now+1w-2h)"
            })
    void withNowItDoesNot(String text) {
        assertThat(CompiledQuery.of(QueryParser.parse(text), NOW).timeless()).isNull();
        assertThat(CompiledQuery.of(QueryParser.parse(text), NOW)
                        .checking(() -> {})
                        .timeless())
                .isNull();
    }
}
