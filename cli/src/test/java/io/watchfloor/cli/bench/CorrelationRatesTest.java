package io.watchfloor.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.watchfloor.cli.bench.StarterRates.Rate;
import io.watchfloor.rules.condition.FlatEvent;
import io.watchfloor.rules.pipeline.Pipeline;
import io.watchfloor.rules.sigma.Placeholders;
import io.watchfloor.rules.sigma.SigmaCollection;
import io.watchfloor.rules.sigma.SigmaParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorrelationRatesTest {
    private static final String PACK = """
            title: Door forced
            id: 0b0e2d9e-5b3c-4d3f-8a54-0d3c4c4e7a01
            status: test
            correlation:
                type: event_count
                rules: [door_knocked]
                group-by: [house]
                timespan: 1m
                condition: {gte: 3}
            level: high
            ---
            title: Door knocked
            id: 0b0e2d9e-5b3c-4d3f-8a54-0d3c4c4e7a02
            name: door_knocked
            status: test
            logsource: {product: door}
            detection:
                selection: {sound: knock}
                condition: selection
            level: informational
            """;

    private final CorrelationRates rates = new CorrelationRates(
            SigmaCollection.of(List.of(SigmaParser.parse("doors/forced.yml", PACK, Placeholders.NONE))));
    private final CorrelationRates.Recordings recordings = rates.recordings(Pipeline.raw());

    private void hear(String recording, String house, String sound, int second) {
        recordings.count(
                recording,
                FlatEvent.of(Map.of("house", house, "sound", sound, "ts", Integer.toString(1_700_000_000 + second)))
                        .withLabels(Map.of("logsource.product", "door")));
    }

    @Test
    void aMatchThatGrowsIsOneAndTheRateIsOfTheEventsOfTheSource() {
        for (int i = 0; i < 6; i++) {
            hear("first", "1", "knock", i);
        }
        hear("second", "2", "ring", 10);
        hear("second", "1", "knock", 500);
        recordings.count("second", FlatEvent.of(Map.of("sound", "knock", "ts", "1700000000")));
        recordings.end();
        assertThat(rates.rates()).containsExactly(new Rate("doors/forced", true, 8, Map.of("first", 1L)));
    }

    @Test
    void matchesThatALateEventJoinsAreOne() {
        for (int second : new int[] {0, 1, 2, 90, 91, 92, 46, 47}) {
            hear("first", "1", "knock", second);
        }
        recordings.end();
        assertThat(rates.rates()).extracting(Rate::times).containsExactly(1L);
    }

    @Test
    void aCorrelationWithoutEventsHasNoRate() {
        recordings.end();
        assertThat(rates.rates()).containsExactly(new Rate("doors/forced", true, 0, Map.of()));
    }
}
