package io.watchfloor.cli.bench.corpus;

import java.util.List;
import java.util.Map;

/**
 * Events to be amplified, by kind.
 *
 * @param from where they are from, for people
 */
public record Samples(String from, List<Kind> kinds) {
    public Samples {
        kinds = List.copyOf(kinds);
    }

    /**
     * Events of a kind, ECS, flat.
     *
     * @param weight share of a corpus, in relation to those of the other kinds
     */
    public record Kind(String name, int weight, List<Map<String, Object>> events) {
        public Kind {
            events = List.copyOf(events);
        }
    }
}
