package io.watchfloor.detection.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watchfloor.platform.problem.ProblemException;
import java.util.stream.Collectors;

/** JSON merge patch, RFC 7386 §2: objects merge, null removes, anything else replaces. */
final class MergePatch {
    private MergePatch() {}

    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode merged =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                JsonNode before = merged.path(change.getKey());
                merged.set(change.getKey(), apply(before, change.getValue()));
            }
        });
        return merged;
    }

    /** The patched document is not of the resource's shape. */
    static ProblemException refused(JsonProcessingException e) {
        String pointer = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                        .collect(Collectors.joining())
                : "";
        return e instanceof UnrecognizedPropertyException unknown
                ? ProblemException.invalid(
                        pointer, "unknown_field", "There is no field \"" + unknown.getPropertyName() + "\" here")
                : ProblemException.invalid(pointer, "invalid_value", "The value is not valid here");
    }
}
