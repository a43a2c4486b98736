package io.watchfloor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTextTest {
    private static final Instant NOW = Instant.parse("2025-01-31T11:00:00Z");

    @Test
    void anEventThatMatchesIsNeverPassedOver() {
        int passedOver = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            QueryGenerator generator = new QueryGenerator(seed, false);
            Query query = generator.query();
            CompiledQuery compiled = CompiledQuery.of(query, NOW);
            Map<String, Object> event = generator.event();
            boolean mayMatch = RequiredText.of(query)
                    .map(text -> text.mayBeIn(json(event)))
                    .orElse(true);
            passedOver += mayMatch ? 0 : 1;
            if (compiled.matches(Document.of(event))) {
                assertThat(mayMatch)
                        .as("seed %d: %s on %s", seed, QueryPrinter.print(query), event)
                        .isTrue();
            }
        }
        assertThat(passedOver).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session_id:s-4711x|'{\"a\":\"S-4711X\"}'|true",
                "session_id:abc|'{\"a\":\"ab\"}'|false",
                "a:abc AND NOT b:xyz|'{\"a\":\"abc\"}'|true",
                "a:abc AND b:wxyz|'{\"a\":\"abc\",\"b\":\"WXYZ\"}'|true",
                "a:abc AND b:wxyz|'{\"a\":\"abcd\",\"b\":\"wx\"}'|false",
                "a:abc AND b:wxyz|'{\"b\":\"wxyz\"}'|false",
                "a:abc AND (b:wxyz OR c:uvw)|'{\"a\":\"abc\",\"b\":\"vw\"}'|false",
                "a:abc OR b:xyz|'{\"a\":\"XYZ\"}'|true",
                "a:abc OR b:xyz|'{\"a\":\"no\"}'|false",
                "a:abc|'{\"a\":\"ä\"}'|true",
                "a:/abc.*de/|'{\"a\":\"ABC-de\"}'|true",
                "a:/abc.*de/|'{\"a\":\"ab-de\"}'|false",
                "*middle*|'{\"a\":\"in the middle of\"}'|true",
                "\"failed password\"|'{\"m\":\"Failed, Password\"}'|true",
            })
    void theLongestPiecesAreLookedFor(String query, String json, boolean maybe) {
        RequiredText text = RequiredText.of(QueryParser.parse(query)).orElseThrow();
        assertThat(text.mayBeIn(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(maybe);
    }

    @ParameterizedTest
    @CsvSource({
        "*",
        "NOT a:abc",
        "a:abc OR b:*",
        "code:4625",
        "code:1e3",
        "ip:fe80::1",
        "n:>5",
        "a:/[a-c]+/",
        "n:>now-1h",
        "x"
    })
    void aQueryThatNamesNoFixedTextAsksForNone(String query) {
        assertThat(RequiredText.of(QueryParser.parse(query))).isEmpty();
    }

    /** Enough of JSON for this test: values as text, only quote and backslash escaped. */
    private static byte[] json(Map<String, Object> event) {
        return event.values().stream()
                .flatMap(value -> value instanceof List<?> list ? list.stream() : java.util.stream.Stream.of(value))
                .map(value -> "\"" + String.valueOf(value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.UTF_8);
    }
}
