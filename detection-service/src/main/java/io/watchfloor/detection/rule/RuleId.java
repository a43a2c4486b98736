package io.watchfloor.detection.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** A rule's id. */
public record RuleId(@JsonValue UUID value) {
    /** The id in canonical text form; empty for any other text, which names no rule. */
    public static Optional<RuleId> parse(String text) {
        try {
            UUID value = UUID.fromString(text);
            return value.toString().equalsIgnoreCase(text) ? Optional.of(new RuleId(value)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
