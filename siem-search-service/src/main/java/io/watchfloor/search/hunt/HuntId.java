package io.watchfloor.search.hunt;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** A hunt's id. */
public record HuntId(@JsonValue UUID value) {
    /** The id in canonical text form; empty for any other text, which names no hunt. */
    static Optional<HuntId> parse(String text) {
        try {
            UUID value = UUID.fromString(text);
            return value.toString().equalsIgnoreCase(text) ? Optional.of(new HuntId(value)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
