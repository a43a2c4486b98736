package io.watchfloor.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What a service answered.
 *
 * @param body a missing node when there was none or it was no JSON
 * @param text the body as it came
 */
record Answer(int status, String contentType, JsonNode body, String text) {
    /** The body of an answer that must have this status. */
    JsonNode expect(int expected) {
        assertThat(status).as("%s", text).isEqualTo(expected);
        return body;
    }

    /** The body of a problem with this status. */
    JsonNode problem(int expected) {
        assertThat(contentType).as("%s %s", status, text).startsWith("application/problem+json");
        return expect(expected);
    }

    /** The JSON without members of these names, at any depth. */
    String without(Set<String> names) {
        JsonNode copy = body.deepCopy();
        strip(copy, names);
        return copy.toString();
    }

    private static void strip(JsonNode node, Set<String> names) {
        if (node instanceof ObjectNode object) {
            object.remove(names);
        }
        node.forEach(child -> strip(child, names));
    }
}
