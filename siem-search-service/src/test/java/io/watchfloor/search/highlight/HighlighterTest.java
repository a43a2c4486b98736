package io.watchfloor.search.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.query.QueryParser;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighlighterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String MESSAGE = "Failed password, failed PASSWORD for Ünal";

    /** Marked parts stand between brackets. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password|Failed [password], failed [PASSWORD] for Ünal",
                "\"failed password\"|[Failed password], [failed PASSWORD] for Ünal",
                "message:(failed OR ünal)|[Failed] password, [failed] PASSWORD for [Ünal]",
                "message:fail*|[Fail]ed password, [fail]ed PASSWORD for Ünal",
                "message:*sw?rd*|Failed pas[sw]o[rd], failed PAS[SW]O[RD] for Ünal",
                "*Ünal|Failed password, failed PASSWORD for [Ünal]",
                "message:/.*password.*/|[Failed password, failed PASSWORD for Ünal]",
                "failed AND NOT ünal|[Failed] password, [failed] PASSWORD for Ünal",
                "\"password for\" OR \"failed password\"|[Failed password], [failed PASSWORD for] Ünal",
                "NOT password|Failed password, failed PASSWORD for Ünal",
                "*|Failed password, failed PASSWORD for Ünal",
                "message:\"failed password, FAILED password for ünal\"|[Failed password, failed PASSWORD for Ünal]",
                "user.name:password|Failed password, failed PASSWORD for Ünal"
            })
    void textsOfTheQueryAreMarked(String query, String marked) {
        List<Span> spans = spans(query, Map.of("message", MESSAGE)).getOrDefault("message", List.of());
        StringBuilder shown = new StringBuilder(MESSAGE);
        for (Span span : spans.reversed()) {
            shown.insert(span.end(), ']').insert(span.start(), '[');
        }
        assertThat(shown).hasToString(marked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user:ANA|user.name|0-3",
                "source.ip:10.0.0.0/8|source.ip|0-8",
                "event.code:>4000|event.code|0-4",
                "winlog.*:x|winlog.api|0-1",
                "tags:blue|tags|1:0-4",
                "flag:true|flag|0-4",
                "file.path:c*|file.path|0-1",
                "😀|emoji|''",
                "emoji:*b*|emoji|3-4"
            })
    void whereTheyAreCountsInUtf16(String query, String field, String expected) {
        Map<String, Object> event = Map.of(
                "user.name",
                "Ana",
                "source.ip",
                "10.1.2.3",
                "event.code",
                4625,
                "winlog.api",
                "X",
                "tags",
                List.of("red", "Blue"),
                "flag",
                true,
                "file.path",
                "C:\\x",
                "emoji",
                "a😀b");
        assertThat(spans(query, event).getOrDefault(field, List.of()).stream()
                        .map(HighlighterTest::shown)
                        .collect(Collectors.joining(",")))
                .isEqualTo(expected);
    }

    @Test
    void whatIsMarkedIsBounded() {
        String many = String.join(" ", Collections.nCopies(5_000, "ab"));
        assertThat(spans("ab", Map.of("message", many)).get("message")).hasSize(Highlighter.MOST_SPANS);
        assertThat(spans("ab", Map.of("message", "ab ".repeat(30_000)))).isEmpty();
        String clauses = String.join(" OR ", Collections.nCopies(1_000, "zz")) + " OR ab";
        assertThat(spans(clauses, Map.of("message", "ab"))).isEmpty();
    }

    private static String shown(Span span) {
        return (span.value() == null ? "" : span.value() + ":") + span.start() + "-" + span.end();
    }

    private static Map<String, List<Span>> spans(String query, Map<String, Object> event) {
        return Highlighter.of(QueryParser.parse(query), NOW).of(event);
    }
}
