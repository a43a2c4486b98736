package io.watchfloor.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LineParserTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final LineParser parser = new LineParser("local", NOW, ZoneOffset.UTC);

    @Test
    void eachLineFindsItsParser() {
        assertThat(source("{\"Channel\":\"Security\",\"EventID\":4624,\"Computer\":\"a\"}"))
                .isEqualTo("windows");
        assertThat(source("  {\"event_type\":\"auth_failure\",\"user\":\"ana\"}\r\n"))
                .isEqualTo("app");
        assertThat(source("<38>Nov  3 04:05:06 gate-7 sshd[1]: Failed none for root from 198.51.100.2 port 4 ssh2"))
                .isEqualTo("syslog");
        assertThat(source("[info] plain text")).isEqualTo("syslog");
        assertThat(source("")).isEqualTo("syslog");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheLine() {
        byte[] line = "\ufeff{\"message\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(parser.parse(line).value("message")).isEqualTo("a");
    }

    @Test
    void whatIsNearlyJsonIsKeptWithTheReason() {
        Event event = parser.parse("{\"message\":\"a\"");
        assertThat(event.value("event.kind")).isEqualTo("pipeline_error");
        assertThat(event.text("error.message")).contains("not a JSON object");
        assertThat(event.value(Event.ORIGINAL)).isEqualTo("{\"message\":\"a\"");
    }

    @Test
    void equalLinesAreDifferentEventsAndTheSameFileGivesTheSameIds() {
        String line = "{\"message\":\"a\",\"timestamp\":\"2026-11-20T00:00:00Z\"}";
        String first = parser.parse(line).id();
        assertThat(parser.parse(line).id()).isNotEqualTo(first);
        assertThat(new LineParser("local", NOW, ZoneOffset.UTC).parse(line).id())
                .isEqualTo(first);
    }

    private Object source(String line) {
        return parser.parse(line).value(Event.SOURCE);
    }
}
