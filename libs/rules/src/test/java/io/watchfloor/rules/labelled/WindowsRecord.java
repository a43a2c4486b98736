package io.watchfloor.rules.labelled;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Windows event as nested JSON (elements, {@code #attributes}, {@code #text}), made flat as Sigma names it: children of System, attributes
 * joined to their element's name but for TimeCreated, EventData and UserData by the names of their data without spaces, unnamed data joined
 * by line ends.
 */
final class WindowsRecord {
    private static final String ATTRIBUTES = "#attributes";
    private static final String TEXT = "#text";

    private WindowsRecord() {}

    static Map<String, Object> flat(JsonNode record) {
        Map<String, Object> flat = new LinkedHashMap<>();
        JsonNode event = record.path("Event");
        event.path("System").forEachEntry((name, value) -> system(name, value, flat));
        event.path("EventData").forEachEntry((name, value) -> data(name, value, flat));
        event.path("UserData")
                .forEachEntry((name, value) -> value.forEachEntry((inner, data) -> data(inner, data, flat)));
        return flat;
    }

    private static void system(String name, JsonNode value, Map<String, Object> into) {
        if (value.isValueNode()) {
            put(name, value, into);
            return;
        }
        put(name, value.path(TEXT), into);
        value.path(ATTRIBUTES)
                .forEachEntry((attribute, text) ->
                        put(name.equals("TimeCreated") ? attribute : name + "_" + attribute, text, into));
    }

    private static void data(String name, JsonNode value, Map<String, Object> into) {
        if (name.equals(ATTRIBUTES)) {
            return;
        }
        JsonNode text = value.path(TEXT).isMissingNode() ? value : value.path(TEXT);
        if (text.isArray()) {
            List<String> lines = new ArrayList<>();
            text.forEach(line -> lines.add(line.asText()));
            into.put(name.replace(" ", ""), String.join("\n", lines));
        } else {
            put(name.replace(" ", ""), text, into);
        }
    }

    private static void put(String name, JsonNode value, Map<String, Object> into) {
        if (value.isNumber()) {
            into.put(name, value.numberValue());
        } else if (value.isValueNode() && !value.isNull()) {
            into.put(name, value.asText());
        }
    }
}
