package io.watchfloor.parsers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nested JSON to flat dotted keys. Lists become multi-valued fields, lists of objects one multi-valued field per leaf;
 * null and empty things vanish.
 */
final class JsonFlattener {
    static final int MAX_FIELDS = 1_000;
    static final int MAX_DEPTH = 32;

    private final Map<String, Object> flat = new LinkedHashMap<>();
    private @Nullable String problem;

    private JsonFlattener() {}

    /** Flat fields, or why the object is over a limit. */
    record Result(Map<String, Object> fields, @Nullable String problem) {}

    static Result flatten(Map<String, Object> body) {
        JsonFlattener flattener = new JsonFlattener();
        flattener.object("", body, 1);
        return new Result(flattener.flat, flattener.problem);
    }

    private void object(String prefix, Map<?, ?> object, int depth) {
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            value(prefix + entry.getKey(), entry.getValue(), depth);
        }
    }

    private void value(String name, @Nullable Object value, int depth) {
        if (problem != null || value == null) {
            return;
        }
        if (depth > MAX_DEPTH) {
            problem = "the object is nested deeper than " + MAX_DEPTH + " levels";
            return;
        }
        switch (value) {
            case Map<?, ?> object -> object(name + ".", object, depth + 1);
            case List<?> list -> list.forEach(element -> value(name, element, depth + 1));
            default -> leaf(name, value);
        }
    }

    private void leaf(String name, Object value) {
        Object before = flat.get(name);
        if (before instanceof Several several) {
            several.add(value);
        } else if (before != null) {
            Several several = new Several();
            several.add(before);
            several.add(value);
            flat.put(name, several);
        } else if (flat.size() >= MAX_FIELDS) {
            problem = "the object has more than " + MAX_FIELDS + " fields";
        } else {
            flat.put(name, value);
        }
    }

    /** The values of a field that came more than once. */
    private static final class Several extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;
    }
}
