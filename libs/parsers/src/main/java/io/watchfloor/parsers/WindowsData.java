package io.watchfloor.parsers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of EventData and UserData as text by name, from any of the shapes that converters give them: an object by
 * name, a {@code Data} list of named or unnamed values, a list of name and value pairs. Names lose their spaces (Sigma
 * specification 2.1, "Field usage"), unnamed values are joined by newlines as {@code Data}.
 */
final class WindowsData {
    private static final String UNNAMED = "Data";
    private static final List<String> NAMES = List.of("@Name", "Name", "_Name", "name");
    private static final List<String> VALUES = List.of("#text", "text", "Value", "value", "_text", "$", "content");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> unnamed = new ArrayList<>();

    private WindowsData() {}

    /** The values of EventData. */
    static Map<String, String> ofEventData(@Nullable Object data) {
        WindowsData reader = new WindowsData();
        reader.element(data);
        return reader.finish();
    }

    /** The values of UserData: those inside its one element, which is named after the event. */
    static Map<String, String> ofUserData(@Nullable Object data) {
        WindowsData reader = new WindowsData();
        if (data instanceof Map<?, ?> elements) {
            elements.forEach((name, element) -> {
                if (element instanceof Map<?, ?> inner) {
                    reader.element(inner);
                } else {
                    reader.named(name.toString(), element);
                }
            });
        } else {
            reader.element(data);
        }
        return reader.finish();
    }

    static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** The value if it is a scalar, or null. */
    static @Nullable Object scalar(@Nullable Object value) {
        return isScalar(value) ? value : null;
    }

    /** A scalar as the document has it; numbers without an exponent. */
    static String text(Object scalar) {
        return scalar instanceof Double number ? new BigDecimal(number.toString()).toPlainString() : scalar.toString();
    }

    /** The text of an element that may have attributes beside it, or null. */
    static @Nullable String textOf(@Nullable Object element) {
        if (isScalar(element)) {
            return text(Objects.requireNonNull(element));
        }
        if (!(element instanceof Map<?, ?> object)) {
            return null;
        }
        for (String name : VALUES) {
            Object value = object.get(name);
            if (isScalar(value)) {
                return text(Objects.requireNonNull(value));
            }
            if (value instanceof List<?> list) {
                return joined(list);
            }
        }
        return null;
    }

    static String stripSpaces(String name) {
        return name.indexOf(' ') < 0 ? name : name.replace(" ", "");
    }

    private Map<String, String> finish() {
        if (!unnamed.isEmpty()) {
            values.putIfAbsent(UNNAMED, String.join("\n", unnamed));
        }
        return values;
    }

    private void element(@Nullable Object element) {
        switch (element) {
            case Map<?, ?> object -> object.forEach((name, value) -> named(name.toString(), value));
            case List<?> list -> list.forEach(this::item);
            case null -> {}
            default -> unnamed.add(text(element));
        }
    }

    private void named(String name, @Nullable Object value) {
        if (value == null || isAttribute(name)) {
            return;
        }
        if (name.equals(UNNAMED) || name.equals("#text")) {
            data(value);
        } else if (isScalar(value)) {
            values.put(stripSpaces(name), text(value));
        } else if (value instanceof List<?> list) {
            values.put(stripSpaces(name), joined(list));
        } else {
            object(name, (Map<?, ?>) value);
        }
    }

    /** An element with a text, or with elements of its own: their names follow its name. */
    private void object(String name, Map<?, ?> object) {
        String text = textOf(object);
        if (text != null) {
            values.put(stripSpaces(name), text);
            return;
        }
        object.forEach((child, value) -> {
            if (!isAttribute(child.toString())) {
                named(name + "_" + child, value);
            }
        });
    }

    private void data(Object value) {
        switch (value) {
            case List<?> list -> list.forEach(this::item);
            case Map<?, ?> object -> item(object);
            default -> unnamed.add(text(value));
        }
    }

    private void item(@Nullable Object item) {
        String name = item instanceof Map<?, ?> object ? nameOf(object) : null;
        String text = textOf(item);
        if (name != null) {
            values.put(stripSpaces(name), text == null ? "" : text);
        } else if (text != null) {
            unnamed.add(text);
        } else if (item instanceof Map<?, ?> object) {
            object.forEach((key, value) -> named(key.toString(), value));
        }
    }

    private static @Nullable String nameOf(Map<?, ?> object) {
        Map<?, ?> attributes = object.get("#attributes") instanceof Map<?, ?> inner ? inner : object;
        for (String name : NAMES) {
            if (attributes.get(name) instanceof String text) {
                return text;
            }
        }
        return null;
    }

    private static boolean isAttribute(String name) {
        return name.equals("#attributes")
                || name.endsWith("_attributes")
                || name.startsWith("@")
                || name.equals("xmlns");
    }

    private static String joined(List<?> list) {
        return String.join(
                "\n",
                list.stream()
                        .map(WindowsData::textOf)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList());
    }
}
