package io.watchfloor.rules.dedup;

import io.watchfloor.query.FieldAliases;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads flat ECS fields by their name or by one of the short names of the log sources. */
public final class FieldValues {
    private static final String FAMILY = ".*";

    private FieldValues() {}

    /**
     * The values of a field as text, in their order, with U+FFFD for U+0000, which PostgreSQL does not store; empty when the
     * field is absent or blank. A short name of several fields reads the first of them that has a value.
     *
     * @param fields flat ECS keys; values are scalars or collections of them
     */
    public static List<String> of(Map<String, ? extends @Nullable Object> fields, String name) {
        return FieldAliases.resolve(name).stream()
                .map(field -> ofField(fields, field))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** A group with ECS names for the short names of its keys. */
    public static SortedMap<String, String> ecs(Map<String, String> group) {
        SortedMap<String, String> fields = new TreeMap<>();
        new TreeMap<>(group)
                .forEach((key, value) ->
                        fields.putIfAbsent(FieldAliases.resolve(key).getFirst(), value));
        return fields;
    }

    private static List<String> ofField(Map<String, ? extends @Nullable Object> fields, String field) {
        Stream<String> texts = field.endsWith(FAMILY)
                ? family(fields, field.substring(0, field.length() - 1))
                : texts(fields.get(field));
        return texts.filter(text -> !text.isBlank()).map(FieldValues::storable).toList();
    }

    private static Stream<String> family(Map<String, ? extends @Nullable Object> fields, String prefix) {
        return fields.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .flatMap(entry -> texts(entry.getValue()));
    }

    private static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Collection<?> many -> many.stream().filter(Objects::nonNull).map(Object::toString);
            default -> Stream.of(value.toString());
        };
    }

    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
