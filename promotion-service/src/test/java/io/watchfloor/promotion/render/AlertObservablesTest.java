package io.watchfloor.promotion.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.contracts.Event;
import io.watchfloor.contracts.ObservableValue;
import io.watchfloor.promotion.Samples;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertObservablesTest {
    @Test
    void theGroupComesFirstAndNothingTwice() {
        Event event = Samples.event(
                "acme", "e1", Samples.NOON, "user.name", "Ana", "source.ip", "192.0.2.7", "message", "from 192.0.2.7");

        assertThat(AlertObservables.of(Map.of("source_ip", "::ffff:192.0.2.7"), List.of(event, event)))
                .containsExactly(new ObservableValue("ip", "192.0.2.7"), new ObservableValue("user", "ana"));
    }

    @Test
    void bodyAndRawPayloadAreBothRead() {
        Event event = Samples.event(
                "acme",
                "e1",
                Samples.NOON,
                "message",
                "see hxxp://bad[.]example/x",
                "event.original",
                "<13>x CVE-2026-0001 from mallory@bad.example");

        assertThat(AlertObservables.of(Map.of(), List.of(event)))
                .containsExactlyInAnyOrder(
                        new ObservableValue("url", "http://bad.example/x"),
                        new ObservableValue("cve", "CVE-2026-0001"),
                        new ObservableValue("email", "mallory@bad.example"));
    }

    @Test
    void anAlertHasAtMostAHundred() {
        List<Event> events = IntStream.range(0, 150)
                .mapToObj(i -> Samples.event("acme", "e" + i, Samples.NOON, "source.ip", "10.1.0." + i))
                .toList();

        assertThat(AlertObservables.of(Map.of(), events)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void noValueHoldsTheCharacterThatPostgresRefuses() {
        Event event = Samples.event("acme", "e1", Samples.NOON, "user.name", "a\u0000b");

        assertThat(AlertObservables.of(Map.of(), List.of(event)))
                .containsExactly(new ObservableValue("user", "a\uFFFDb"));
    }
}
