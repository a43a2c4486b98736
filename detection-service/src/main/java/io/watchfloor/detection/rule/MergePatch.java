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
public final class MergePatch {
    private MergePatch() {}

    /** The patched document; neither argument is changed. */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
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

    /** The patch that makes {@code after} of {@code before}; neither has a member that is null. */
    static ObjectNode between(ObjectNode before, ObjectNode after) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        before.fieldNames().forEachRemaining(name -> removed(patch, name, after));
        after.properties().forEach(member -> {
            JsonNode old = before.path(member.getKey());
            if (old instanceof ObjectNode from && member.getValue() instanceof ObjectNode to && !from.equals(to)) {
                patch.set(member.getKey(), between(from, to));
            } else if (!old.equals(member.getValue())) {
                patch.set(member.getKey(), member.getValue());
            }
        });
        return patch;
    }

    private static void removed(ObjectNode patch, String name, ObjectNode after) {
        if (!after.has(name)) {
            patch.putNull(name);
        }
    }

    /** The patched document is not of the resource's shape. */
    public static ProblemException refused(JsonProcessingException e) {
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
