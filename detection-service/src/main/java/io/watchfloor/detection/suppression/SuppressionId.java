package io.watchfloor.detection.suppression;

import com.fasterxml.jackson.annotation.JsonValue;
import io.watchfloor.platform.problem.ProblemException;
import java.util.UUID;

/** A suppression's id. */
record SuppressionId(@JsonValue UUID value) {

    /** The id in canonical text form; any other text names nothing: 404. */
    static SuppressionId parse(String text) {
        return new SuppressionId(uuid("suppression", text));
    }

    /** An id of something. */
    static UUID uuid(String what, String text) {
        try {
            UUID value = UUID.fromString(text);
            if (value.toString().equalsIgnoreCase(text)) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(what, text);
        }
        throw ProblemException.notFound(what, text);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
