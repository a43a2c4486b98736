package io.watchfloor.parsers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a log, flat.
 *
 * @param fields leaves by dotted name; a list where there are several values
 */
public record SourceRecord(Map<String, Object> fields) {
    /** The value of a field, or null. */
    public @Nullable Object value(String name) {
        return fields.get(name);
    }

    /** The value of a field as text, the first of several; null when it is absent or blank. */
    public @Nullable String text(String name) {
        Object value = fields.get(name);
        if (value instanceof List<?> values) {
            value = values.isEmpty() ? null : values.getFirst();
        }
        String text = value == null ? "" : value.toString();
        return text.isBlank() ? null : text;
    }

    /** The text of the first of these fields that has one. */
    public @Nullable String first(String... names) {
        for (String name : names) {
            String text = text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The fields whose names begin so, without that beginning. */
    public SourceRecord below(String prefix) {
        Map<String, Object> inner = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                inner.put(name.substring(prefix.length()), value);
            }
        });
        return new SourceRecord(inner);
    }
}
