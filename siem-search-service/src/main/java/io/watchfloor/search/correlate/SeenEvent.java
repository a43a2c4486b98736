package io.watchfloor.search.correlate;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * An event as correlation sees it.
 *
 * @param time of the event, UTC milliseconds since 1970
 * @param sightings each once, in their order
 */
public record SeenEvent(UUID id, long time, List<Sighting> sightings) {
    /** By their ids as texts. */
    static final Comparator<SeenEvent> BY_ID = Comparator.comparing(
                    (SeenEvent event) -> event.id().getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(event -> event.id().getLeastSignificantBits(), Long::compareUnsigned);

    public SeenEvent {
        sightings = List.copyOf(sightings);
    }
}
