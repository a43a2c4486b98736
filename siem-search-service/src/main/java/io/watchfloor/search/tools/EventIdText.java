package io.watchfloor.search.tools;

import java.util.Optional;
import java.util.UUID;

/** An event's id as callers write it. */
final class EventIdText {
    private EventIdText() {}

    /** Empty when no event can have such an id. */
    static Optional<UUID> of(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
