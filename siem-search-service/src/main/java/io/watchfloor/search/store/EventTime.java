package io.watchfloor.search.store;

import java.time.Instant;
import java.util.UUID;

/** The time that is in the id of an event. */
public final class EventTime {
    private EventTime() {}

    /** In milliseconds. */
    public static Instant of(UUID id) {
        return Instant.ofEpochMilli(EventTimes.of(id));
    }
}
