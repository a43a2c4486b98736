package io.watchfloor.search.correlate;

import java.util.List;

/**
 * An event that belongs to a correlation.
 *
 * @param depth 0 for a given one, else over how many events it was found
 * @param score how much its shared indicators say: the fewer events have one, the more; 0 for a given one
 * @param shared what it shares with the events by which it was found
 */
public record RelatedEvent(SeenEvent event, int depth, double score, List<Sighting> shared) {
    public RelatedEvent {
        shared = List.copyOf(shared);
    }

    static RelatedEvent given(SeenEvent event) {
        return new RelatedEvent(event, 0, 0, List.of());
    }
}
